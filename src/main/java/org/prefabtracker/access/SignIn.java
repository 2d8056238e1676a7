package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.shared.Problems;

/**
 * Signs in by name and password. After some wrong ones in a row the next is looked at only after a while, twice as long every
 * time up to a quarter of an hour, and never not at all; a name nobody has is treated as one that somebody has.
 */
@ApplicationScoped
public class SignIn {

    /** Wrong passwords in a row before there is a delay. */
    static final int FREE = 5;

    private static final int LONGEST_SECONDS = 900;

    @Inject
    Jdbi jdbi;

    private record Known(Account account, String password) {}

    /**
     * Whose a name and a password are, if they are anybody's.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 where they were not looked at
     */
    Optional<Account> account(String login, String password) {
        String name = People.normalise(login);
        String key = Tokens.sha256(name);
        jdbi.useHandle(handle -> delay(handle, key).ifPresent(seconds -> {
            throw Problems.builder(429, "Too many wrong passwords in a row; try again in " + seconds + " s")
                    .withHeader("Retry-After", Long.toString(seconds))
                    .build();
        }));
        Optional<Known> known = jdbi.withHandle(handle -> find(handle, name));
        boolean right = password.length() <= Passwords.LONGEST
                && Passwords.matches(password, known.map(Known::password).orElse(null));
        if (!right) {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into sign_in_failure (login_sha256, failures, last_at) values (:key, 1, now())
                            on conflict on constraint sign_in_failure_pk do update
                            set failures = sign_in_failure.failures + 1, last_at = now()""").bind("key", key).execute());
            return Optional.empty();
        }
        jdbi.useHandle(handle -> handle.execute("delete from sign_in_failure where login_sha256 = ?", key));
        return known.map(Known::account);
    }

    private static Optional<Long> delay(Handle handle, String key) {
        return handle.createQuery("""
                        select ceil(extract(epoch from last_at - now()) + least(:longest, power(2, least(failures - :free, 20))))::bigint
                        from sign_in_failure where login_sha256 = :key and failures >= :free
                          and last_at + make_interval(secs => least(:longest, power(2, least(failures - :free, 20)))) > now()""")
                .bind("key", key)
                .bind("free", FREE)
                .bind("longest", LONGEST_SECONDS)
                .mapTo(Long.class)
                .findOne();
    }

    private static Optional<Known> find(Handle handle, String login) {
        Optional<Account> account =
                Account.one(handle.createQuery(Account.SELECT + """
                        , null::text[] as rights, null::bigint as project_id
                        from person p join organisation o on o.id = p.organisation_id
                        where p.login = :login and p.active and p.password is not null""").bind("login", login));
        return account.map(found -> new Known(
                found,
                handle.select("select password from person where id = ?", found.personId())
                        .mapTo(String.class)
                        .one()));
    }
}
