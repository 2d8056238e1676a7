package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Sha256;
import org.prefabtracker.shared.text.Text;

/**
 * Signs in by name and password. After some wrong ones in a row the next is looked at only after a while, twice as long every
 * time up to a quarter of an hour, and never not at all; an unknown name is treated like a known one.
 */
@ApplicationScoped
public class PasswordAuthenticator {

    /** Wrong passwords in a row before there is a delay. */
    static final int FREE = 5;

    /** When the next password is looked at, of a row {@code f}. */
    private static final String NEXT_AT = """
            f.last_at + make_interval(secs => case when f.failures < %1$d then 0
              else least(900, power(2, least(f.failures - %1$d, 20))) end)""".formatted(FREE);

    @Inject
    Jdbi jdbi;

    private record Known(Account account, String password) {}

    /**
     * Whose a name and a password are, if they are anybody's.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 where they were not looked at
     */
    Optional<Account> account(String login, String password) {
        if (!Text.isClean(login)) {
            return Optional.empty();
        }
        String name = LoginNames.normalise(login);
        String key = Sha256.hex(name);
        jdbi.useHandle(handle -> count(handle, key));
        Optional<Known> known = jdbi.withHandle(handle -> find(handle, name));
        boolean right = password.length() <= Passwords.LONGEST
                && Passwords.matches(password, known.map(Known::password).orElse(null));
        if (!right) {
            return Optional.empty();
        }
        forget(name);
        return known.map(Known::account);
    }

    /** Forgets the wrong passwords of a login, in its normal form. */
    void forget(String login) {
        jdbi.useHandle(
                handle -> handle.execute("delete from sign_in_failure where login_sha256 = ?", Sha256.hex(login)));
    }

    /**
     * Counts the password as a wrong one before it is looked at, so that many at once are no more than one after the other.
     * Failures are forgotten after a day without another try.
     */
    private static void count(Handle handle, String key) {
        handle.execute("delete from sign_in_failure where last_at < now() - interval '1 day'");
        boolean counted = handle.createUpdate("""
                                insert into sign_in_failure as f (login_sha256, failures, last_at) values (:key, 1, clock_timestamp())
                                on conflict on constraint sign_in_failure_pk do update
                                set failures = f.failures + 1, last_at = clock_timestamp()
                                where f.failures < :free or clock_timestamp() >=\s""" + NEXT_AT)
                        .bind("key", key)
                        .bind("free", FREE)
                        .execute()
                > 0;
        if (!counted) {
            long seconds = handle.createQuery("""
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

    private static Optional<Known> find(Handle handle, String login) {
        return handle.createQuery(Account.SELECT + Account.UNLIMITED + """
                        , p.password from person p join organisation o on o.id = p.organisation_id
                        where p.login = :login and p.active and p.password is not null""")
                .bind("login", login)
                .map((row, context) -> new Known(Account.of(row), row.getString("password")))
                .findOne();
    }
}
