package org.prefabtracker.access;

import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.Problems;

/** Counts wrong passwords by the SHA-256 of the login. */
final class SignInFailureStore {

    /** Wrong passwords in a row before there is a delay. */
    static final int FREE = 5;

    /** The moment when the next password is checked, of a row {@code f}. */
    private static final String NEXT_AT = """
            f.last_at + make_interval(secs => case when f.failures < %1$d then 0
              else least(900, power(2, least(f.failures - %1$d, 20))) end)""".formatted(FREE);

    private SignInFailureStore() {}

    /**
     * Counts a wrong password. Failures are forgotten after a day without another attempt.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 during the delay; nothing is counted
     */
    static void count(String key) {
        Sql.execute("delete from sign_in_failure where last_at < now() - interval '1 day'");
        boolean counted =
                Sql.update("""
                                insert into sign_in_failure as f (login_sha256, failures, last_at) values (:key, 1, clock_timestamp())
                                on conflict on constraint sign_in_failure_pk do update
                                set failures = f.failures + 1, last_at = clock_timestamp()
                                where f.failures < :free or clock_timestamp() >=\s""" + NEXT_AT).bind("key", key).bind("free", FREE).execute() > 0;
        if (!counted) {
            long seconds = Sql.query("""
                            select coalesce(max(ceil(extract(epoch from %s - clock_timestamp()))), 1)::bigint
                            from sign_in_failure f where f.login_sha256 = :key""".formatted(NEXT_AT))
                    .bind("key", key)
                    .mapTo(Long.class)
                    .map(left -> Math.max(1, left))
                    .one();
            throw Problems.builder(429, "Too many wrong passwords in a row; try again in " + seconds + " s")
                    .withHeader("Retry-After", Long.toString(seconds))
                    .build();
        }
    }

    static void delete(String key) {
        Sql.execute("delete from sign_in_failure where login_sha256 = ?", key);
    }
}
