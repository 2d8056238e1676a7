package org.prefabtracker.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Who a name and a password are of. */
@ApplicationScoped
public class PasswordIdentities implements IdentityProvider<Credentials.SentPassword> {

    @Inject
    SignIn signIn;

    @Override
    public Class<Credentials.SentPassword> getRequestType() {
        return Credentials.SentPassword.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Credentials.SentPassword sent, AuthenticationRequestContext context) {
        return context.runBlocking(() -> signIn.account(sent.login, sent.password)
                .map(Identities::of)
                .orElseThrow(AuthenticationFailedException::new));
    }
}
