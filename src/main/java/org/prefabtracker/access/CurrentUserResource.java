package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** The signed-in user. */
@Path("/api/v1/me")
@Tag(name = "Access")
@RequiresPermission(Permission.SIGNED_IN)
public class CurrentUserResource {

    @Inject
    CurrentUser currentUser;

    @Inject
    PasswordAuthenticator signIn;

    @Inject
    SessionStore sessions;

    @Inject
    PasswordHashing hashing;

    @Inject
    BootstrapPasswords bootstrapPasswords;

    /** The current password and the next one. */
    @Schema(name = "PasswordChange")
    public record Change(
            @NotNull @Schema(maxLength = Passwords.LONGEST) String current,

            @NotNull @Schema(minLength = Passwords.SHORTEST, maxLength = Passwords.LONGEST)
            String next)
            implements Checked {

        /** Not by constraints: their answers repeat the value that was sent. */
        @Override
        public void check(Violations violations) {
            if (next != null && (next.length() < Passwords.SHORTEST || next.length() > Passwords.LONGEST)) {
                violations.addElsewhere(
                        new ErrorLocation.Pointer("/next"),
                        null,
                        Violation.OUT_OF_RANGE,
                        Passwords.SHORTEST + " to " + Passwords.LONGEST + " characters");
            }
        }
    }

    @GET
    @Operation(operationId = "getCurrentUser", summary = "The current user, the organisation and the roles")
    public Account get() {
        return currentUser.account();
    }

    @PUT
    @Path("/password")
    @Operation(
            operationId = "changePassword",
            summary = "Change the caller's password; the caller's tokens are revoked and other sessions end")
    public void change(ParsedBody<Change> sent) {
        Change change = sent.content();
        Account account = currentUser.account();
        Violations violations = sent.violations();
        boolean fits = change.next() != null && !violations.name(new ErrorLocation.Pointer("/next"));
        if (fits && Passwords.isGuessed(change.next(), names(account))) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/next"), null, Violation.OUT_OF_RANGE, "is easily guessed");
        }
        if (change.current() != null
                && signIn.account(account.login(), change.current()).isEmpty()) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/current"), null, Violation.BAD_VALUE, "is not the current password");
        }
        violations.throwIfAny();
        String hash = hashing.hash(change.next());
        Transactions.write(() -> {
            Person person = Person.findById(account.personId());
            person.password = hash;
            sessions.endOthers(account.personId(), currentUser.session().orElse(null));
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
