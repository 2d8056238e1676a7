package org.prefabtracker.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Who a token is of. */
@ApplicationScoped
public class TokenIdentities implements IdentityProvider<Credentials.SentToken> {

    @Inject
    Tokens tokens;

    @Override
    public Class<Credentials.SentToken> getRequestType() {
        return Credentials.SentToken.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Credentials.SentToken sent, AuthenticationRequestContext context) {
        return context.runBlocking(
                () -> tokens.account(sent.secret).map(Identities::of).orElseThrow(AuthenticationFailedException::new));
    }
}
