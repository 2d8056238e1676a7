package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Sha256;

/** One's own tokens, for machines to sign in by. */
@Path("/api/v1/tokens")
@Tag(name = "Access")
@RequiresPermission(Permission.SIGNED_IN)
public class ApiTokenResource {

    private static final OffsetDateTime LAST = OffsetDateTime.parse("9999-12-31T00:00:00Z");

    private static final String SELECT = """
            select t.name, t.prefix, p.login, t.rights, j.code as project, t.created_at, t.expires_at, t.last_used_at, t.revoked_at
            from token t join person p on p.id = t.person_id left join project j on j.id = t.project_id
            where t.person_id = :person""";

    @Inject
    Jdbi jdbi;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    /** All there are. */
    public record All(List<ApiToken> items) {}

    @POST
    @Operation(summary = "Make a token, also with Authorization: Basic; it is shown this once")
    public RestResponse<ApiToken> make(ParsedBody<ApiToken.Draft> sent) {
        ApiToken.Draft draft = sent.content();
        Account account = currentUser.account();
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            auditContext.changes(null);
            Violations violations = sent.violations();
            Long project = check(handle, account, draft, violations);
            violations.throwIfAny();
            String secret = ApiTokenStore.random();
            Set<Permission> rights = draft.rights() == null ? account.only() : draft.rights();
            String prefix = secret.substring(0, ApiTokenStore.PREFIX);
            handle.createUpdate("""
                            insert into token (id, person_id, name, prefix, sha256, rights, project_id, created_at, expires_at)
                            values (nextval('token_seq'), :person, :name, :prefix, :sha256, :rights, :project, now(), :expiresAt)""")
                    .bind("person", account.personId())
                    .bind("name", draft.name())
                    .bind("prefix", prefix)
                    .bind("sha256", Sha256.hex(secret))
                    .bind("rights", EnumArrays.of(rights))
                    .bind("project", project)
                    .bind(
                            "expiresAt",
                            draft.expiresAt() == null ? null : draft.expiresAt().withOffsetSameInstant(ZoneOffset.UTC))
                    .execute();
            ApiToken made = handle.createQuery(SELECT + " and t.prefix = :prefix")
                    .bind("person", account.personId())
                    .bind("prefix", prefix)
                    .map((row, context) -> token(row, secret))
                    .one();
            return RestResponse.status(RestResponse.Status.CREATED, made);
        }));
    }

    /** A token never is good for more than the one it was made by. */
    private static Long check(Handle handle, Account account, ApiToken.Draft draft, Violations violations) {
        if (draft.rights() != null && account.only() != null && !account.only().containsAll(draft.rights())) {
            violations.add(
                    new ErrorLocation.Pointer("/rights"),
                    null,
                    Violation.OUT_OF_RANGE,
                    "no more than those of the token this is asked with");
        }
        if (draft.expiresAt() != null
                && (draft.expiresAt().isBefore(OffsetDateTime.now())
                        || draft.expiresAt().isAfter(LAST))) {
            violations.add(
                    new ErrorLocation.Pointer("/expiresAt"),
                    draft.expiresAt().toString(),
                    Violation.OUT_OF_RANGE,
                    draft.expiresAt().isAfter(LAST) ? "never comes" : "is over");
        }
        if (draft.project() == null) {
            return account.projectId();
        }
        String code = Codes.normalise(draft.project());
        if (ProjectMembership.in(handle, account, code).isEmpty()) {
            violations.add(
                    new ErrorLocation.Pointer("/project"),
                    draft.project(),
                    Violation.NOT_FOUND,
                    "there is no such project");
            return null;
        }
        return handle.select("select id from project where code = ?", code)
                .mapTo(Long.class)
                .one();
    }

    @GET
    @Operation(summary = "One's tokens with when each was used last, the youngest first")
    public All list() {
        return new All(jdbi.withHandle(handle -> handle.createQuery(SELECT + " order by t.id desc limit 1000")
                .bind("person", currentUser.personId())
                .map((row, context) -> token(row, null))
                .list()));
    }

    @DELETE
    @Path("/{prefix}")
    @Operation(summary = "Revoke a token: from now on it is good for nothing")
    public void revoke(@PathParam("prefix") String prefix) {
        int revoked = Transactions.write(() -> jdbi.withHandle(handle -> handle.createUpdate("""
                        update token set revoked_at = coalesce(revoked_at, now()) where person_id = :person and prefix = :prefix""")
                .bind("person", currentUser.personId())
                .bind("prefix", prefix)
                .execute()));
        if (revoked == 0) {
            throw Problems.notFound("token", prefix);
        }
    }

    private static ApiToken token(ResultSet row, String secret) throws SQLException {
        return new ApiToken(
                row.getString("name"),
                row.getString("prefix"),
                secret,
                row.getString("login"),
                EnumArrays.read(Permission.class, row, "rights"),
                row.getString("project"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("expires_at", OffsetDateTime.class),
                row.getObject("last_used_at", OffsetDateTime.class),
                row.getObject("revoked_at", OffsetDateTime.class));
    }
}
