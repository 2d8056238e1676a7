package org.prefabtracker.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Provides the identity of the signed-in person to Quarkus. */
@ApplicationScoped
public class AccountIdentityProvider implements IdentityProvider<ApiAuthenticationMechanism.Claim> {

    @Override
    public Class<ApiAuthenticationMechanism.Claim> getRequestType() {
        return ApiAuthenticationMechanism.Claim.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            ApiAuthenticationMechanism.Claim claim, AuthenticationRequestContext context) {
        return context.runBlocking(() ->
                claim.owner.get().map(AccountIdentityProvider::of).orElseThrow(AuthenticationFailedException::new));
    }

    private static SecurityIdentity of(ApiAuthenticationMechanism.Owner owner) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(owner.account().login()))
                .addAttribute(ApiAuthenticationMechanism.ACCOUNT, owner.account());
        if (owner.session() != null) {
            identity.addAttribute(ApiAuthenticationMechanism.SESSION, owner.session());
        }
        return identity.build();
    }
}
