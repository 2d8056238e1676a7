package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.text.Sha256;

/** Tokens by their secrets, and the table of when each was last used. */
@ApplicationScoped
public class ApiTokenStore {

    /** The first characters of every token, so that scanners find leaked ones. */
    static final String MARK = "pft_";

    static final int PREFIX = MARK.length() + 8;

    private static final String SELECT = """
            select t.name, t.prefix, p.login, t.rights, j.code as project, t.created_at, t.expires_at, u.last_used_at,
              (select min(a.revoked_at) from token a where a.id = t.id or a.id = any (t.ancestors)) as revoked_at
            from token t join person p on p.id = t.person_id left join project j on j.id = t.project_id
            left join token_use u on u.token_id = t.id
            where t.person_id = :person and (:onlyProject::bigint is null or t.project_id = :onlyProject)
              and (:only::text[] is null or t.rights <@ :only::text[])""";

    /** The condition that a token {@code t}, and every token that it comes from, exists, is not revoked and has not expired. */
    static final String IS_VALID = """
            t.revoked_at is null and (t.expires_at is null or t.expires_at > clock_timestamp())
            and (select count(*) from token a where a.id = any (t.ancestors) and a.revoked_at is null
              and (a.expires_at is null or a.expires_at > clock_timestamp())) = cardinality(t.ancestors)""";

    /** How many tokens can be made one with the other. */
    static final int MOST_ANCESTORS = 8;

    static String random() {
        return MARK + bits();
    }

    /** 256 random bits as 43 characters. */
    static String bits() {
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** The account of a secret, if the token is valid; records that it was used, to the minute. */
    Optional<Account> account(String secret) {
        return Transactions.join(
                () -> AccountStore.one(Sql.query("with found as (" + AccountStore.SELECT + """
                        , t.rights, t.project_id, t.id as token, u.last_used_at
                        from token t join person p on p.id = t.person_id join organisation o on o.id = p.organisation_id
                        left join token_use u on u.token_id = t.id
                        where t.sha256 = :sha256 and p.active and %s),
                        used as (
                          insert into token_use (token_id, last_used_at) select token, now() from found
                          where coalesce(last_used_at, '-infinity') < now() - interval '1 minute'
                          on conflict on constraint token_use_pk do update set last_used_at = excluded.last_used_at)
                        select * from found""".formatted(IS_VALID))
                        .bind("sha256", Sha256.hex(secret))));
    }

    /** What limits a token: the token that makes it, and the end of an initial password. */
    record Parent(Long[] ancestors, OffsetDateTime expiresAt) {}

    /** What limits the tokens that an account makes. */
    Parent parent(Account account) {
        return Sql.query("""
                        select case when t.id is null then '{}' else t.ancestors || t.id end as ancestors, least(t.expires_at, p.password_ends_at) as expires_at
                        from person p left join token t on t.id = :token where p.id = :person""")
                .bind("person", account.personId())
                .bindByType("token", account.tokenId(), Long.class)
                .map((row, context) -> new Parent(
                        (Long[]) row.getArray("ancestors").getArray(),
                        row.getObject("expires_at", OffsetDateTime.class)))
                .one();
    }

    /** The membership of an account in a project, for a token that is limited to the project. */
    Optional<ProjectMembership> membership(Account account, String project) {
        return Transactions.read(() -> ProjectMembershipSql.in(account, project));
    }

    /** The tokens of an account with the last use of each, the newest first; a token sees only tokens within its own limits. */
    List<ApiTokenView> list(Account account) {
        return Transactions.read(() -> bind(Sql.query(SELECT + " order by t.id desc limit 1000"), account)
                .map((row, context) -> view(row))
                .list());
    }

    private static Query bind(Query query, Account account) {
        return query.bind("person", account.personId())
                .bindByType("onlyProject", account.projectId(), Long.class)
                .bindByType("only", EnumArrays.of(account.only()), String[].class);
    }

    /** One of them. */
    ApiTokenView get(Account account, String prefix) {
        return Transactions.read(() -> bind(Sql.query(SELECT + " and t.prefix = :prefix"), account)
                .bind("prefix", prefix)
                .map((row, context) -> view(row))
                .one());
    }

    private static ApiTokenView view(ResultSet row) throws SQLException {
        return new ApiTokenView(
                row.getString("name"),
                row.getString("prefix"),
                null,
                row.getString("login"),
                EnumArrays.read(Permission.class, row, "rights"),
                row.getString("project"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("expires_at", OffsetDateTime.class),
                row.getObject("last_used_at", OffsetDateTime.class),
                row.getObject("revoked_at", OffsetDateTime.class));
    }
}
