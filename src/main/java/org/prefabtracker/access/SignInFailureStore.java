package org.prefabtracker.access;

import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Sha256;

/**
 * Counts wrong passwords, by the SHA-256 of what is counted: a login from an address, all logins from an address, a login from a
 * device that is known. To be used within a transaction.
 */
final class SignInFailureStore {

    /** Wrong passwords in a row for one login before there is a delay. */
    static final int FREE = 5;

    /** The moment when the next password is checked, of a row {@code f}. */
    private static final String NEXT_AT = """
            f.last_at + make_interval(secs => case when f.failures < f.free then 0
              else least(900, power(2, least(f.failures - f.free, 20))) end)""";

    private SignInFailureStore() {}

    /**
     * What an attempt is counted for.
     *
     * @param login the SHA-256 of the login
     * @param address null where the address does not count, because the device is known
     */
    record Keys(String login, String own, String address) {

        /** @param device the id of a known device; null where it is not known */
        static Keys of(String login, String address, String device) {
            String sha256 = Sha256.hex(login);
            return device == null
                    ? new Keys(
                            sha256, Sha256.hex("address\n" + address + "\n" + login), Sha256.hex("address\n" + address))
                    : new Keys(sha256, Sha256.hex("device\n" + device + "\n" + login), null);
        }
    }

    /**
     * Counts a wrong password. Failures are forgotten after a day without another attempt.
     *
     * @param freeOfAddress wrong passwords from one address, whatever the logins, before there is a delay: many people may share it
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 during the delay; then nothing is to be committed
     */
    static void count(Keys keys, int freeOfAddress) {
        Sql.execute("delete from sign_in_failure where last_at < now() - interval '1 day'");
        int counted = count(keys.own(), keys.login(), FREE);
        if (keys.address() != null && counted == 1) {
            counted += count(keys.address(), null, freeOfAddress);
        }
        if (counted == (keys.address() == null ? 1 : 2)) {
            return;
        }
        long seconds = Sql.query("""
                        select coalesce(max(ceil(extract(epoch from %s - clock_timestamp()))), 1)::bigint
                        from sign_in_failure f where f.key_sha256 in (:own, :address)""".formatted(NEXT_AT))
                .bind("own", keys.own())
                .bind("address", keys.address())
                .mapTo(Long.class)
                .map(left -> Math.max(1, left))
                .one();
        throw Problems.builder(429, "Too many wrong passwords in a row; try again in " + seconds + " s")
                .withHeader("Retry-After", Long.toString(seconds))
                .build();
    }

    /** 1 if it was counted, 0 during the delay. */
    private static int count(String key, String login, int free) {
        return Sql.update("""
                        insert into sign_in_failure as f (key_sha256, login_sha256, free, failures, last_at)
                        values (:key, :login, :free, 1, clock_timestamp())
                        on conflict on constraint sign_in_failure_pk do update
                        set failures = f.failures + 1, last_at = clock_timestamp()
                        where clock_timestamp() >=\s""" + NEXT_AT)
                .bind("key", key)
                .bindByType("login", login, String.class)
                .bind("free", free)
                .execute();
    }

    /** After a right password: forgets the wrong ones of the login, and one of the address besides the one just counted. */
    static void succeed(Keys keys) {
        Sql.execute("delete from sign_in_failure where key_sha256 = ?", keys.own());
        if (keys.address() != null) {
            Sql.execute(
                    "update sign_in_failure set failures = greatest(failures - 2, 0) where key_sha256 = ?",
                    keys.address());
        }
    }

    /** Forgets the wrong passwords of a login from everywhere. */
    static void delete(String login) {
        Sql.execute("delete from sign_in_failure where login_sha256 = ?", Sha256.hex(login));
    }
}
