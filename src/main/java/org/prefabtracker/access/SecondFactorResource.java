package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** The second factor of the signed-in user. */
@Path("/api/v1/me/second-factor")
@Tag(name = "Access")
@RequiresPermission(Permission.SIGNED_IN)
@ForLimitedSessions(Session.Pending.ENROL)
public class SecondFactorResource {

    @Inject
    CurrentUser currentUser;

    @Inject
    SecondFactors factors;

    @Inject
    FreshSignIn freshSignIn;

    /**
     * Whether the user has a second factor.
     *
     * @param required whether people of the organisation have to have one
     */
    public record FactorState(boolean enrolled, boolean required, int recoveryCodes) {}

    /** What the user proves to begin the enrolment or to remove the second factor; the code only to remove it. */
    public record FactorProof(String password, String code) {}

    /** A code of the authenticator. */
    public record FactorCode(@NotNull String code) {}

    @GET
    @Operation(
            operationId = "getSecondFactor",
            summary = "Whether the caller has a second factor, and how many recovery codes are left")
    public FactorState get() {
        Account account = currentUser.account();
        return new FactorState(
                factors.isEnrolled(account.personId()),
                factors.isRequired(account.kind()),
                factors.recoveryCodes(account.personId()));
    }

    @POST
    @Operation(
            operationId = "beginSecondFactor",
            summary =
                    "Begin to enrol an authenticator, with the password; only this answer shows the secret and the recovery codes")
    public SecondFactors.Secret begin(ParsedBody<FactorProof> sent) {
        Violations violations = sent.violations();
        freshSignIn.check(sent.content().password(), violations);
        violations.throwIfAny();
        return factors.begin(currentUser.account());
    }

    @PUT
    @Operation(
            operationId = "confirmSecondFactor",
            summary = "Confirm the authenticator with a code of it; from then on it is needed at every sign-in")
    public void confirm(FactorCode sent) {
        if (!factors.confirm(currentUser.account(), currentUser.session().orElse(null), sent.code())) {
            throw wrong();
        }
    }

    @POST
    @Path("/remove")
    @Operation(
            operationId = "removeSecondFactor",
            summary = "Remove the second factor and its recovery codes, with the password and a code")
    public FactorState remove(ParsedBody<FactorProof> sent) {
        Violations violations = sent.violations();
        Account account = currentUser.account();
        freshSignIn.check(sent.content().password(), violations);
        violations.throwIfAny();
        if (factors.isEnrolled(account.personId())
                && !factors.accept(account.personId(), null, sent.content().code())) {
            throw wrong();
        }
        Transactions.write(() -> factors.remove(account.personId()));
        return get();
    }

    static RuntimeException wrong() {
        return Problems.of(Violation.of(
                new ErrorLocation.Pointer("/code"),
                null,
                Violation.BAD_VALUE,
                "is not a code of now, or was used already"));
    }
}
