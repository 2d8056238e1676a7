package org.prefabtracker.access;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.prefabtracker.shared.persistence.Sql;

/** The tables of second factors and recovery codes. All in the current transaction. */
@Singleton
class SecondFactorStore {

    /** Wrong codes in a row before there is a delay, which doubles up to a quarter of an hour. */
    static final int FREE = 5;

    private static final String IS_CONFIRMED =
            "exists (select from second_factor f where f.person_id = %s and f.confirmed_at is not null)";

    /**
     * What a session {@code s} of a person {@code p} of an organisation {@code o} still has to do. A single sign-on has the second factor
     * of its provider, and no password here.
     */
    static final String PENDING = """
            case when s.sso_at is not null then null
              when %1$s then case when s.factor_at is null then 'SECOND_FACTOR' when p.password_ends_at is not null then 'CHANGE_PASSWORD' end
              when p.password_ends_at is not null then 'CHANGE_PASSWORD'
              when o.kind = any (:factorRequired) then 'ENROL' end as pending""".formatted(IS_CONFIRMED.formatted("p.id"));

    /** A second factor, locked until the end of the transaction. */
    record Stored(byte[] secret, boolean isConfirmed, long lastStep, long delaySeconds) {}

    boolean isConfirmed(long person) {
        return Sql.select("select " + IS_CONFIRMED.formatted("?"), person)
                .mapTo(Boolean.class)
                .one();
    }

    Optional<Stored> lock(long person) {
        return Sql.query("""
                        select secret, confirmed_at is not null as confirmed, last_step,
                          case when failures < :free then 0 else greatest(0, ceil(extract(epoch from failed_at + make_interval(
                            secs => least(900, power(2, least(failures - :free, 20)))) - clock_timestamp())))::bigint end as delay
                        from second_factor where person_id = :person for update""")
                .bind("person", person)
                .bind("free", FREE)
                .map((row, context) -> new Stored(
                        row.getBytes("secret"),
                        row.getBoolean("confirmed"),
                        row.getLong("last_step"),
                        row.getLong("delay")))
                .findOne();
    }

    /** Stores a secret and recovery codes that are not confirmed; returns false where there is a confirmed one. */
    boolean begin(long person, byte[] secret, String[] recoveryCodes) {
        int begun =
                Sql.update("""
                        insert into second_factor as f (person_id, secret) values (:person, :secret)
                        on conflict on constraint second_factor_pk do update set secret = excluded.secret
                        where f.confirmed_at is null""").bind("person", person).bind("secret", secret).execute();
        if (begun == 0) {
            return false;
        }
        Sql.execute("delete from recovery_code where person_id = ?", person);
        Sql.update("insert into recovery_code (person_id, sha256) select :person, code from unnest(:codes) as c (code)")
                .bind("person", person)
                .bind("codes", recoveryCodes)
                .execute();
        return true;
    }

    void confirm(long person) {
        Sql.execute("update second_factor set confirmed_at = now() where person_id = ?", person);
    }

    /** Records that the code of a time step was used. */
    void used(long person, long step) {
        Sql.execute("update second_factor set last_step = ? where person_id = ?", step, person);
    }

    boolean useRecovery(long person, String sha256) {
        return Sql.execute("delete from recovery_code where person_id = ? and sha256 = ?", person, sha256) > 0;
    }

    void count(long person, boolean right) {
        Sql.execute(
                "update second_factor set failures = case when ? then 0 else failures + 1 end, failed_at = clock_timestamp()"
                        + " where person_id = ?",
                right,
                person);
    }

    /** Records that a session has shown the second factor. */
    void shown(long session) {
        Sql.execute("update session set factor_at = now() where id = ?", session);
    }

    void remove(long person) {
        Sql.execute("delete from recovery_code where person_id = ?", person);
        Sql.execute("delete from second_factor where person_id = ?", person);
    }

    int recoveryCodes(long person) {
        return Sql.select(
                        "select count(*) from recovery_code where person_id = ? and " + IS_CONFIRMED.formatted("?"),
                        person,
                        person)
                .mapTo(Integer.class)
                .one();
    }
}
