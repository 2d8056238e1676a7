package org.prefabtracker.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** An account as Quarkus knows who signed in. */
final class Identities {

    private Identities() {}

    static SecurityIdentity of(Account account) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(account.login()))
                .addAttribute(Credentials.ACCOUNT, account)
                .build();
    }
}
