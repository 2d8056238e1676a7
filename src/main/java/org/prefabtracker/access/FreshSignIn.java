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
    SecondFactors factors;

    @Inject
    Clock clock;

    /**
     * The same, and the second factor: a code, unless the session has shown it or the provider of single sign-on stands for it.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem also 403 where the caller has to enrol a second factor first
     */
    void checkWithFactor(String password, String code, Violations violations) {
        check(password, violations);
        Account account = currentUser.account();
        if (!violations.isEmpty() || currentUser.session().isPresent()) {
            // a session is of no use before its second factor is shown
            return;
        }
        if (factors.isEnrolled(account.personId())) {
            if (!factors.accept(account.personId(), null, code)) {
                violations.addElsewhere(
                        new ErrorLocation.Pointer("/code"),
                        null,
                        Violation.REQUIRED,
                        "send a code of your second factor");
            }
        } else if (factors.isRequired(account.kind())) {
            throw Problems.of(403, Session.Pending.ENROL.sentence());
        }
    }

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
