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
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Deed;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Sent;
import org.prefabtracker.shared.Sha256;
import org.prefabtracker.shared.Transact;

/** One's own tokens, for machines to sign in by. */
@Path("/api/v1/tokens")
@Tag(name = "Access")
@Needs(Right.SIGNED_IN)
public class TokenResource {

    private static final OffsetDateTime LAST = OffsetDateTime.parse("9999-12-31T00:00:00Z");

    private static final String SELECT = """
            select t.name, t.prefix, p.login, t.rights, j.code as project, t.created_at, t.expires_at, t.last_used_at, t.revoked_at
            from token t join person p on p.id = t.person_id left join project j on j.id = t.project_id
            where t.person_id = :person""";

    @Inject
    Jdbi jdbi;

    @Inject
    Caller caller;

    @Inject
    Deed deed;

    /** All there are. */
    public record All(List<Token> items) {}

    @POST
    @Operation(summary = "Make a token, also with Authorization: Basic; it is shown this once")
    public RestResponse<Token> make(Sent<Token.Draft> sent) {
        Token.Draft draft = sent.content();
        Account account = caller.account();
        return Transact.call(() -> jdbi.withHandle(handle -> {
            deed.changes(null);
            Faults faults = sent.faults();
            Long project = check(handle, account, draft, faults);
            faults.throwIfAny();
            String secret = Tokens.random();
            Set<Right> rights = draft.rights() == null ? account.only() : draft.rights();
            String prefix = secret.substring(0, Tokens.PREFIX);
            handle.createUpdate("""
                            insert into token (id, person_id, name, prefix, sha256, rights, project_id, created_at, expires_at)
                            values (nextval('token_seq'), :person, :name, :prefix, :sha256, :rights, :project, now(), :expiresAt)""")
                    .bind("person", account.personId())
                    .bind("name", draft.name())
                    .bind("prefix", prefix)
                    .bind("sha256", Sha256.hex(secret))
                    .bind("rights", Names.of(rights))
                    .bind("project", project)
                    .bind(
                            "expiresAt",
                            draft.expiresAt() == null ? null : draft.expiresAt().withOffsetSameInstant(ZoneOffset.UTC))
                    .execute();
            Token made = handle.createQuery(SELECT + " and t.prefix = :prefix")
                    .bind("person", account.personId())
                    .bind("prefix", prefix)
                    .map((row, context) -> token(row, secret))
                    .one();
            return RestResponse.status(RestResponse.Status.CREATED, made);
        }));
    }

    /** A token never is good for more than the one it was made by. */
    private static Long check(Handle handle, Account account, Token.Draft draft, Faults faults) {
        if (draft.rights() != null && account.only() != null && !account.only().containsAll(draft.rights())) {
            faults.add(
                    new Place.Pointer("/rights"),
                    null,
                    Fault.OUT_OF_RANGE,
                    "no more than those of the token this is asked with");
        }
        if (draft.expiresAt() != null
                && (draft.expiresAt().isBefore(OffsetDateTime.now())
                        || draft.expiresAt().isAfter(LAST))) {
            faults.add(
                    new Place.Pointer("/expiresAt"),
                    draft.expiresAt().toString(),
                    Fault.OUT_OF_RANGE,
                    draft.expiresAt().isAfter(LAST) ? "never comes" : "is over");
        }
        if (draft.project() == null) {
            return account.projectId();
        }
        String code = Codes.normalise(draft.project());
        if (Involvement.in(handle, account, code).isEmpty()) {
            faults.add(new Place.Pointer("/project"), draft.project(), Fault.NOT_FOUND, "there is no such project");
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
                .bind("person", caller.personId())
                .map((row, context) -> token(row, null))
                .list()));
    }

    @DELETE
    @Path("/{prefix}")
    @Operation(summary = "Revoke a token: from now on it is good for nothing")
    public void revoke(@PathParam("prefix") String prefix) {
        int revoked = Transact.call(() -> jdbi.withHandle(handle -> handle.createUpdate("""
                        update token set revoked_at = coalesce(revoked_at, now()) where person_id = :person and prefix = :prefix""")
                .bind("person", caller.personId())
                .bind("prefix", prefix)
                .execute()));
        if (revoked == 0) {
            throw Problems.notFound("token", prefix);
        }
    }

    private static Token token(ResultSet row, String secret) throws SQLException {
        return new Token(
                row.getString("name"),
                row.getString("prefix"),
                secret,
                row.getString("login"),
                Names.read(Right.class, row, "rights"),
                row.getString("project"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("expires_at", OffsetDateTime.class),
                row.getObject("last_used_at", OffsetDateTime.class),
                row.getObject("revoked_at", OffsetDateTime.class));
    }
}
