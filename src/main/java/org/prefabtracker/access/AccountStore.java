package org.prefabtracker.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.shared.persistence.Sql;

/** Reads accounts from the tables of people and organisations. They are written by {@link Person} and {@link Organisation}. */
final class AccountStore {

    /** The columns that {@link #account} reads, from {@code person p} and {@code organisation o}; those of a token follow. */
    static final String SELECT = """
            select p.id, p.login, p.name, o.id as organisation_id, o.code, o.kind, o.region_code, p.roles""";

    /** The columns of the token of an account that no token limits. */
    static final String UNLIMITED = ", null::text[] as rights, null::bigint as project_id, null::bigint as token ";

    /** An account and the hash of its password. */
    record WithPassword(Account account, String password) {}

    private AccountStore() {}

    /** The account of a person; also of one that is no longer active. */
    static Optional<Account> find(long personId) {
        return one(Sql.query(SELECT + UNLIMITED + """
                         from person p join organisation o on o.id = p.organisation_id where p.id = :id""").bind("id", personId));
    }

    /** The account that signs in by a login, in its normal form; empty if there is none or it has no password. */
    static Optional<WithPassword> findWithPassword(String login) {
        return Sql.query(SELECT + UNLIMITED + """
                        , p.password from person p join organisation o on o.id = p.organisation_id
                        where p.login = :login and p.active and p.password is not null
                          and (p.password_ends_at is null or p.password_ends_at > clock_timestamp())""")
                .bind("login", login)
                .map((row, context) -> new WithPassword(account(row), row.getString("password")))
                .findOne();
    }

    static Optional<Account> one(Query query) {
        return query.map((row, context) -> account(row)).findOne();
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("login"),
                row.getString("name"),
                row.getLong("organisation_id"),
                row.getString("code"),
                OrganisationKind.valueOf(row.getString("kind")),
                row.getString("region_code"),
                EnumArrays.read(Role.class, row, "roles"),
                EnumArrays.read(Permission.class, row, "rights"),
                row.getObject("project_id", Long.class),
                row.getObject("token", Long.class));
    }
}
