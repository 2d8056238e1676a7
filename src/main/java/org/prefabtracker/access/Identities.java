package org.prefabtracker.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Who signed in, as Quarkus knows it. */
@ApplicationScoped
public class Identities implements IdentityProvider<Credentials.Claim> {

    @Override
    public Class<Credentials.Claim> getRequestType() {
        return Credentials.Claim.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Credentials.Claim claim, AuthenticationRequestContext context) {
        return context.runBlocking(
                () -> claim.owner.get().map(Identities::of).orElseThrow(AuthenticationFailedException::new));
    }

    private static SecurityIdentity of(Credentials.Owner owner) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(owner.account().login()))
                .addAttribute(Credentials.ACCOUNT, owner.account());
        if (owner.session() != null) {
            identity.addAttribute(Credentials.SESSION, owner.session());
        }
        return identity.build();
    }
}
