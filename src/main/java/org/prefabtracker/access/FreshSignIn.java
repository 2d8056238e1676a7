package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * Acts that outlast a session, such as making a token, need the password again, or a single sign-on a short time ago: a stolen
 * session or token alone does not do.
 */
@ApplicationScoped
class FreshSignIn {

    @ConfigProperty(name = "prefab.session.fresh-sso")
    Duration fresh;

    @Inject
    CurrentUser currentUser;

    @Inject
    PasswordAuthenticator signIn;

    @Inject
    Clock clock;

    /**
     * Adds a violation unless the caller proves now who it is. To be called outside of a transaction: hashing takes long.
     *
     * @param password as it was sent in the body; null: none
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 403 where a single sign-on is needed, 429 where the password was not
     *     checked
     */
    void check(String password, Violations violations) {
        if (currentUser.provedPassword()) {
            return;
        }
        ErrorLocation place = new ErrorLocation.Pointer("/password");
        if (password != null) {
            if (signIn.account(currentUser.account().login(), password).isEmpty()) {
                violations.addElsewhere(place, null, Violation.BAD_VALUE, "is not the caller's password");
            }
            return;
        }
        Optional<OffsetDateTime> sso = currentUser.session().map(Session::ssoAt);
        if (sso.isEmpty()) {
            violations.addElsewhere(place, null, Violation.REQUIRED, "send the caller's password again");
        } else if (sso.get().isBefore(OffsetDateTime.now(clock).minus(fresh))) {
            throw Problems.of(
                    403,
                    "This needs a single sign-on at most " + fresh.toMinutes()
                            + " minutes ago; sign in again at /sign-in/sso");
        }
    }
}
