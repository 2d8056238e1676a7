package org.prefabtracker.access;

import org.prefabtracker.shared.persistence.Sql;

/** Reads and locks the rows on which the rights of submitted work depend. */
final class DelegationSql {

    /** The account now, with the limits of the token, and what may have ended meanwhile. */
    record Found(Account account, boolean active, boolean tokenValid) {}

    private DelegationSql() {}

    static Found find(Delegation work) {
        return Sql.query(AccountStore.SELECT + """
                        , t.rights, t.project_id, t.id as token, p.active,
                          :token::bigint is null or coalesce(%s, false) as token_valid
                        from person p join organisation o on o.id = p.organisation_id left join token t on t.id = :token
                        where p.id = :person""".formatted(ApiTokenStore.IS_VALID))
                .bind("person", work.personId())
                .bindByType("token", work.tokenId(), Long.class)
                .map((row, context) ->
                        new Found(AccountStore.account(row), row.getBoolean("active"), row.getBoolean("token_valid")))
                .one();
    }

    /**
     * Locks the rows against change until the end of the transaction. Who changes the parties of a project locks the project first.
     * Always in the same order, so that no two wait for each other.
     */
    static void lock(Delegation work) {
        if (work.projectId() != null) {
            Sql.select("select id from project where id = ? for share", work.projectId())
                    .mapTo(Long.class)
                    .list();
        }
        Sql.select(
                        "select p.id from person p join organisation o on o.id = p.organisation_id where p.id = ? for share",
                        work.personId())
                .mapTo(Long.class)
                .list();
        if (work.tokenId() != null) {
            Sql.query("""
                            select id from token where id = :token or id = any (
                              (select ancestors from token where id = :token)::bigint[]) order by id for share""").bind("token", work.tokenId()).mapTo(Long.class).list();
        }
    }
}
