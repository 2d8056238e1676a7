package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** A person chooses a password, by the API or on the page. */
@ApplicationScoped
public class PasswordChange {

    private static final ErrorLocation CURRENT = new ErrorLocation.Pointer("/current");
    private static final ErrorLocation NEXT = new ErrorLocation.Pointer("/next");

    @Inject
    PasswordAuthenticator signIn;

    @Inject
    PasswordHashing hashing;

    @Inject
    SessionStore sessions;

    @Inject
    BootstrapPasswords bootstrapPasswords;

    /** Adds a violation where a password is too short or too long. */
    static void checkLength(String next, Violations violations) {
        if (next != null && (next.length() < Passwords.SHORTEST || next.length() > Passwords.LONGEST)) {
            violations.addElsewhere(
                    NEXT,
                    null,
                    Violation.OUT_OF_RANGE,
                    Passwords.SHORTEST + " to " + Passwords.LONGEST + " characters");
        }
    }

    /**
     * Replaces the password of a person; its tokens are revoked and its other sessions end. To be called outside of a transaction.
     *
     * @param session the one that goes on; null: none
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with all violations, 429 where the password was not checked
     */
    public void change(Account account, Session session, String current, String next, Violations violations) {
        checkLength(next, violations);
        boolean fits = next != null && !violations.name(NEXT);
        if (fits && Passwords.isGuessed(next, names(account))) {
            violations.addElsewhere(NEXT, null, Violation.OUT_OF_RANGE, "is easily guessed");
        }
        if (fits && next.equals(current)) {
            violations.addElsewhere(NEXT, null, Violation.OUT_OF_RANGE, "is the current password");
        }
        if (current != null && signIn.account(account.login(), current).isEmpty()) {
            violations.addElsewhere(CURRENT, null, Violation.BAD_VALUE, "is not the current password");
        }
        violations.throwIfAny();
        String hash = hashing.hash(next);
        Transactions.write(() -> {
            Person person = Person.findById(account.personId());
            person.password = hash;
            person.passwordEndsAt = null;
            sessions.endOthers(account.personId(), session);
        });
        bootstrapPasswords.forget(account.login());
    }

    /** Words that an attacker knows of a person. */
    private static List<String> names(Account account) {
        String organisation =
                Transactions.read(() -> Organisation.<Organisation>findById(account.organisationId()).name);
        return List.of(account.login(), account.name(), account.organisation(), organisation, "prefab-tracker");
    }
}
