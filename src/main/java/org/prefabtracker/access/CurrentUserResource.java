package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.problem.Violations;

/** The signed-in user. */
@Path("/api/v1/me")
@Tag(name = "Access")
@RequiresPermission(Permission.SIGNED_IN)
@ForLimitedSessions({Session.Pending.CHANGE_PASSWORD, Session.Pending.ENROL})
public class CurrentUserResource {

    @Inject
    CurrentUser currentUser;

    @Inject
    PasswordChange passwords;

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
            PasswordChange.checkLength(next, violations);
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
        passwords.change(
                currentUser.account(),
                currentUser.session().orElse(null),
                change.current(),
                change.next(),
                sent.violations());
    }
}
