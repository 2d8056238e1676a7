package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Sha256;

/** The caller's tokens, with which machines sign in. */
@Path("/api/v1/tokens")
@Tag(name = "Access")
@RequiresPermission(Permission.SIGNED_IN)
public class ApiTokenResource {

    private static final OffsetDateTime LAST = OffsetDateTime.parse("9999-12-31T00:00:00Z");

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    ApiTokenStore store;

    @Inject
    FreshSignIn freshSignIn;

    @Inject
    Clock clock;

    /** All tokens of the caller. */
    @Schema(name = "ApiTokenList")
    public record All(List<ApiTokenView> items) {}

    @POST
    @Operation(
            operationId = "createToken",
            summary =
                    "Create a token with Authorization: Basic or the password in the body; only this answer shows the token")
    public RestResponse<ApiTokenView> make(ParsedBody<ApiTokenInput> sent) {
        ApiTokenInput input = sent.content();
        Account account = currentUser.account();
        Violations proof = new Violations();
        freshSignIn.checkWithFactor(input.password(), input.code(), proof);
        return Transactions.write(() -> {
            auditContext.changes(null);
            Violations violations = sent.violations();
            proof.kept().forEach(violations::add);
            ApiTokenStore.Parent parent = store.parent(account);
            Long project = check(account, parent, input, violations);
            violations.throwIfAny();
            String secret = ApiTokenStore.random();
            ApiToken token = new ApiToken();
            token.personId = account.personId();
            token.name = input.name();
            token.prefix = secret.substring(0, ApiTokenStore.PREFIX);
            token.sha256 = Sha256.hex(secret);
            token.rights = input.rights() == null ? account.only() : input.rights();
            token.projectId = project;
            token.ancestors = parent.ancestors();
            token.createdAt = OffsetDateTime.now(clock);
            token.expiresAt = input.expiresAt() != null ? input.expiresAt() : parent.expiresAt();
            token.persistAndFlush();
            return RestResponse.status(
                    RestResponse.Status.CREATED,
                    store.get(account, token.prefix).with(secret));
        });
    }

    /** A token never has more permissions, projects or time than the token that creates it. */
    private Long check(Account account, ApiTokenStore.Parent parent, ApiTokenInput input, Violations violations) {
        if (parent.ancestors().length > ApiTokenStore.MOST_ANCESTORS) {
            throw Problems.of(
                    409,
                    "At most " + ApiTokenStore.MOST_ANCESTORS
                            + " tokens are made one with the other; make this one with the password or in a session");
        }
        if (input.rights() != null && account.only() != null && !account.only().containsAll(input.rights())) {
            violations.add(
                    new ErrorLocation.Pointer("/rights"),
                    null,
                    Violation.OUT_OF_RANGE,
                    "at most the rights of the token of this request");
        }
        if (input.expiresAt() != null
                && (input.expiresAt().isBefore(OffsetDateTime.now(clock))
                        || input.expiresAt().isAfter(LAST))) {
            violations.add(
                    new ErrorLocation.Pointer("/expiresAt"),
                    input.expiresAt().toString(),
                    Violation.OUT_OF_RANGE,
                    input.expiresAt().isAfter(LAST) ? "is too far in the future" : "is in the past");
        } else if (input.expiresAt() != null
                && parent.expiresAt() != null
                && input.expiresAt().isAfter(parent.expiresAt())) {
            violations.add(
                    new ErrorLocation.Pointer("/expiresAt"),
                    input.expiresAt().toString(),
                    Violation.OUT_OF_RANGE,
                    "at most the end of the token of this request, or of the initial password");
        }
        if (input.project() == null) {
            return account.projectId();
        }
        Optional<ProjectMembership> membership = store.membership(account, Codes.normalise(input.project()));
        if (membership.isEmpty()) {
            violations.add(
                    new ErrorLocation.Pointer("/project"),
                    input.project(),
                    Violation.NOT_FOUND,
                    "there is no such project");
        }
        return membership.map(ProjectMembership::projectId).orElse(null);
    }

    @GET
    @Operation(
            operationId = "listTokens",
            summary = "The caller's tokens with the time of their last use, newest first")
    public All list() {
        return new All(store.list(currentUser.account()));
    }

    @DELETE
    @Path("/{prefix}")
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke a token; it and the tokens made with it are invalid from then on")
    public void revoke(@PathParam("prefix") String prefix) {
        Transactions.write(() -> {
            ApiToken token =
                    ApiToken.find(currentUser.account(), prefix).orElseThrow(() -> Problems.notFound("token", prefix));
            if (token.revokedAt == null) {
                token.revokedAt = OffsetDateTime.now(clock);
            }
        });
    }
}
