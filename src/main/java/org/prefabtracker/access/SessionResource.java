package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/** The session of the page that sends the request. */
@Path("/api/v1/session")
@Tag(name = "Access")
@RequiresPermission(Permission.SIGNED_IN)
@ForLimitedSessions({Session.Pending.SECOND_FACTOR, Session.Pending.CHANGE_PASSWORD, Session.Pending.ENROL})
public class SessionResource {

    @Inject
    SessionStore sessions;

    @Inject
    CurrentUser currentUser;

    @Inject
    SecondFactors factors;

    /** The credentials of a sign-in. */
    @Schema(name = "SignIn")
    public record NameAndPassword(
            @NotNull String login,
            @NotNull @Schema(maxLength = Passwords.LONGEST) String password) {}

    @POST
    @RequiresPermission(Permission.PUBLIC)
    @Operation(
            operationId = "createSession",
            summary =
                    "Sign in with a session cookie; writing requests then need the answer's csrfToken as X-CSRF-Token")
    public RestResponse<Session> begin(NameAndPassword sent) {
        Account account = sessions.account(sent.login(), sent.password())
                .orElseThrow(() -> Problems.builder(401, "The name or the password is wrong")
                        .withHeader("WWW-Authenticate", "Bearer realm=\"prefab-tracker\"")
                        .build());
        return Transactions.write(() -> RestResponse.status(RestResponse.Status.CREATED, sessions.begin(account)));
    }

    @GET
    @Operation(
            operationId = "getSession",
            summary = "The session: the signed-in person, the token for writing requests, and when it ends")
    public Session get() {
        return currentUser
                .session()
                .orElseThrow(() -> Problems.of(404, "This request uses a token; it has no session"));
    }

    @POST
    @Path("/second-factor")
    @Operation(
            operationId = "showSecondFactor",
            summary = "Show the second factor of this session: a code of the authenticator, or a recovery code")
    public Session show(SecondFactorResource.FactorCode sent) {
        Session session = get();
        if (session.pending() == Session.Pending.SECOND_FACTOR
                && !factors.accept(session.who().personId(), session, sent.code())) {
            throw SecondFactorResource.wrong();
        }
        return sessions.find().orElseThrow(() -> Problems.of(401, "The session has ended"));
    }

    @DELETE
    @Operation(operationId = "endSession", summary = "Sign out; the cookie stops working")
    public RestResponse<Void> end() {
        return Transactions.write(() -> {
            currentUser.session().ifPresent(sessions::end);
            return RestResponse.noContent();
        });
    }
}
