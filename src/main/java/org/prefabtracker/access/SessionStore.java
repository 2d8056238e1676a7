package org.prefabtracker.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.SessionCookie;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.text.Sha256;

/**
 * The sessions of pages. A cookie is {@code id.csrf}: the id is renewed from time to time, the second part stays, so that a
 * page need not request its CSRF token again.
 */
@ApplicationScoped
public class SessionStore {

    private static final Pattern COOKIE = Pattern.compile("([\\w-]{43})\\.([\\w-]{43})");

    /** How long an id is used before it is renewed. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(15);

    /** How long the former id stays valid for requests that are under way. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final String IS_OVER = "(s.expires_at <= now() or s.seen_at <= now() - :idle)";

    @ConfigProperty(name = "prefab.session.idle")
    Duration idle;

    @ConfigProperty(name = "prefab.session.longest")
    Duration longest;

    @Inject
    PasswordAuthenticator signIn;

    @Inject
    SecondFactors factors;

    @Inject
    SignInSettings settings;

    @Inject
    AuditContext auditContext;

    @Inject
    SessionCookie cookie;

    @Inject
    CurrentVertxRequest current;

    @Inject
    Clock clock;

    private record Found(Session session, boolean isDue) {}

    /**
     * The account of a name and password, for which to {@link #begin} a session. The audit log records the attempt.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 or 503 where the password was not checked
     */
    public Optional<Account> account(String login, String password) {
        auditContext.triesToLogIn(LoginNames.tried(login));
        return signIn.account(login, password);
    }

    /**
     * Starts a session for a person, always with a new id; a former session of the page ends. To be called within a
     * transaction, which also deletes expired sessions.
     */
    public Session begin(Account account) {
        return begin(account, null);
    }

    /** @param ssoAt when the provider of single sign-on authenticated the person; null: signed in by a password */
    public Session begin(Account account, OffsetDateTime ssoAt) {
        auditContext.logsIn(account.personId(), account.organisationId());
        HttpServerRequest request = request();
        String id = ApiTokenStore.bits();
        String csrf = ApiTokenStore.bits();
        Sql.update("delete from session s where s.sha256 = :sent or " + IS_OVER)
                .bind("sent", cookie.of(request).map(SessionStore::digestOfId).orElse(null))
                .bind("idle", idle)
                .execute();
        Session session = Sql.query("""
                        insert into session as s (id, person_id, sha256, csrf_sha256, created_at, renewed_at, seen_at, expires_at, sso_at)
                        values (nextval('session_seq'), :person, :sha256, :csrf, now(), now(), now(), now() + :longest, :ssoAt)
                        returning s.id as session, s.expires_at, s.seen_at + :idle as unused_until, s.sso_at,
                          (select %s from person p join organisation o on o.id = p.organisation_id where p.id = :person)""".formatted(SecondFactorStore.PENDING))
                .bind("factorRequired", factors.required())
                .bind("person", account.personId())
                .bind("sha256", Sha256.hex(id))
                .bind("csrf", Sha256.hex(csrf))
                .bind("longest", longest)
                .bind("idle", idle)
                .bindByType("ssoAt", ssoAt, OffsetDateTime.class)
                .map((row, context) -> session(row, account, csrf))
                .one();
        cookie.set(request, id + "." + csrf);
        know(account, request);
        return session;
    }

    /** Makes the device known; another person's device keeps its id. */
    private void know(Account account, HttpServerRequest request) {
        String device = cookie.device(request).filter(KnownDeviceStore::exists).orElseGet(ApiTokenStore::bits);
        KnownDeviceStore.add(account.personId(), device, settings.deviceKnown());
        cookie.setDevice(request, device, settings.deviceKnown());
    }

    /** The session of the page that sends the request, if it is still valid. */
    public Optional<Session> find() {
        return find(request());
    }

    /** The session of a request; records its use, and sends a new id when the current one is old. */
    Optional<Session> find(HttpServerRequest request) {
        Matcher sent = COOKIE.matcher(cookie.of(request).orElse(""));
        if (!sent.matches()) {
            return Optional.empty();
        }
        String sha256 = Sha256.hex(sent.group(1));
        String csrf = sent.group(2);
        Optional<Found> found = Transactions.join(() -> find(sha256, csrf));
        found.filter(Found::isDue)
                .flatMap(due -> Transactions.join(() -> renewed(sha256)))
                .ifPresent(id -> cookie.set(request, id + "." + csrf));
        return found.map(Found::session);
    }

    private Optional<Found> find(String sha256, String csrf) {
        return Sql.query("with found as (" + AccountStore.SELECT + AccountStore.UNLIMITED
                        + """
                        , s.id as session, s.expires_at, s.seen_at, s.sso_at, %s, now() + :idle as unused_until,
                          s.sha256 = :sha256 and s.renewed_at <= now() - :renewedAfter as due
                        from session s join person p on p.id = s.person_id join organisation o on o.id = p.organisation_id
                        where (s.sha256 = :sha256 or s.former_sha256 = :sha256 and s.renewed_at > now() - :overlap)
                          and s.csrf_sha256 = :csrf and p.active and not\s""".formatted(SecondFactorStore.PENDING) + IS_OVER + """
                        ), used as (
                          update session set seen_at = now() from found
                          where session.id = found.session and found.seen_at < now() - :idle / 30)
                        select * from found""")
                .bind("sha256", sha256)
                .bind("csrf", Sha256.hex(csrf))
                .bind("idle", idle)
                .bind("factorRequired", factors.required())
                .bind("renewedAfter", RENEWED_AFTER)
                .bind("overlap", OVERLAP)
                .map((row, context) -> new Found(session(row, AccountStore.account(row), csrf), row.getBoolean("due")))
                .findOne();
    }

    /** The new id; empty where a concurrent request renewed it. */
    private static Optional<String> renewed(String sha256) {
        String id = ApiTokenStore.bits();
        int renewed = Sql.execute(
                "update session set sha256 = ?, former_sha256 = sha256, renewed_at = now() where sha256 = ?",
                Sha256.hex(id),
                sha256);
        return renewed == 1 ? Optional.of(id) : Optional.empty();
    }

    /** Ends a session and deletes the cookie of the browser. */
    public void end(Session session) {
        Transactions.join(() -> Sql.execute("delete from session where id = ?", session.id()));
        cookie.clear(request());
    }

    /**
     * Ends all tokens of a person and all sessions but one, which gets a new id; forgets other devices. To be called within a transaction.
     *
     * @param kept null: no session is kept
     */
    void endOthers(long personId, Session kept) {
        ApiToken.revokeAll(personId, OffsetDateTime.now(clock));
        KnownDeviceStore.deleteOthers(
                personId, kept == null ? null : cookie.device(request()).orElse(null));
        Sql.update("delete from session where person_id = :person and id is distinct from :kept")
                .bind("person", personId)
                .bindByType("kept", kept == null ? null : kept.id(), Long.class)
                .execute();
        if (kept != null) {
            String id = ApiTokenStore.bits();
            Sql.execute(
                    "update session set sha256 = ?, former_sha256 = null, renewed_at = now() where id = ?",
                    Sha256.hex(id),
                    kept.id());
            cookie.set(request(), id + "." + kept.csrfToken());
        }
    }

    private HttpServerRequest request() {
        return current.getCurrent().request();
    }

    private static Session session(ResultSet row, Account account, String csrf) throws SQLException {
        return new Session(
                row.getLong("session"),
                account,
                csrf,
                row.getObject("expires_at", OffsetDateTime.class),
                row.getObject("unused_until", OffsetDateTime.class),
                row.getObject("sso_at", OffsetDateTime.class),
                Optional.ofNullable(row.getString("pending"))
                        .map(Session.Pending::valueOf)
                        .orElse(null));
    }

    private static String digestOfId(String sent) {
        return Sha256.hex(sent.split("\\.", 2)[0]);
    }
}
