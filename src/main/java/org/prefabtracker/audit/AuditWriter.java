package org.prefabtracker.audit;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.BootstrapPasswords;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.job.Job;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.SenderAddress;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

/**
 * Writes the audit log. The entry of a write is committed with the write; all others are written before the answer is sent.
 * If the entry cannot be written, the request fails. See docs/adr/0021.
 */
@ApplicationScoped
public class AuditWriter {

    private static final Logger LOG = Logger.getLogger(AuditWriter.class);

    /** In place of the method, of an entry that counts requests. */
    static final String LEFT_OUT = "LEFT_OUT";

    /** In place of the method, of what was done at the machine. */
    static final String COMMAND = "COMMAND";

    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern GOOD_REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    CurrentVertxRequest current;

    @Inject
    RefusalSampler sampler;

    @Inject
    JsonPatchDiff changes;

    /** A row of the audit log. */
    public record Row(
            String requestId,
            AuditAction kind,
            Long person,
            Long organisation,
            String login,
            String address,
            String method,
            String path,
            String query,
            Set<String> projects,
            String region,
            int status,
            String change,
            String counts,
            String bodySha256) {}

    /** The number of the entry that a request has already. */
    private static final class Mark {
        final String requestId;
        boolean committed;

        Mark(String requestId) {
            this.requestId = requestId;
        }
    }

    /** Whether an entry is written for a request. */
    boolean isToBeKept(Request request, AuditAction kind, int status) {
        return request.mayWrite()
                || kind != AuditAction.READ
                || status == 401
                || status == 403
                || request.isOfAProject()
                        && (status == 404
                                || currentUser
                                        .known()
                                        .filter(Account::isOperator)
                                        .isPresent());
    }

    /** Writes the entry of a write in its transaction. */
    void withTheWrite(@Observes Transactions.Committing committing) {
        RoutingContext context = request();
        if (context == null) {
            return;
        }
        Request request = Request.of(context.request());
        int status = auditContext.status().orElseGet(() -> status(committing.answer()));
        if (request.mayWrite() && isToBeKept(request, kind(request), status)) {
            write(row(context, request, status, entity(committing.answer())));
            mark(context).committed = true;
        }
    }

    /** Whether nobody vouches for the sender: neither a password or token, nor the provider of a sign-in that is refused here. */
    private boolean isOfSomebodyUnknown() {
        return currentUser.known().isEmpty()
                && auditContext.logIn().map(AuditContext.LogIn::personId).isEmpty();
    }

    /** Writes the entry of a request before its answer, unless it is committed with its write. */
    void beforeTheAnswer(int status) {
        RoutingContext context = request();
        if (context == null || status < 400 && mark(context).committed) {
            return;
        }
        Request request = Request.of(context.request());
        if (!isToBeKept(request, kind(request), status)) {
            return;
        }
        if (status >= 400 && isOfSomebodyUnknown()) {
            if (!sampler.admits(SenderAddress.of(context.request().remoteAddress()), request.address(), status)) {
                return;
            }
            request = request.shortened();
        }
        Row row = row(context, request, status, null);
        if (status < 400) {
            Transactions.join(() -> write(row));
        } else if (BlockingOperationControl.isBlockingAllowed()) {
            writeOrLog(row);
        } else {
            // refused before any use of the database: the answer does not wait for the entry
            context.vertx().executeBlocking(() -> {
                writeOrLog(row);
                return null;
            });
        }
    }

    /** Writes the entry of a password that was reset at the machine, with it. */
    void withTheReset(@Observes BootstrapPasswords.Reset reset) {
        write(new Row(
                UUID.randomUUID().toString(),
                AuditAction.WRITE,
                null,
                null,
                null,
                null,
                COMMAND,
                "/reset-password/" + SecretRedactor.path(reset.login()),
                null,
                Set.of(),
                null,
                200,
                null,
                null,
                null));
    }

    /** Writes how many refused requests of unknown senders have no entry. */
    void leftOut(RefusalSampler.LeftOut left) {
        writeOrLog(new Row(
                UUID.randomUUID().toString(),
                AuditAction.READ,
                null,
                null,
                null,
                left.address(),
                LEFT_OUT,
                "*",
                null,
                Set.of(),
                null,
                left.status(),
                null,
                "{\"leftOut\":" + left.count() + ",\"minute\":\"" + left.minute() + "\"}",
                null));
    }

    /** A refused request is answered even if its entry cannot be written. */
    private void writeOrLog(Row row) {
        try {
            Transactions.join(() -> write(row));
        } catch (RuntimeException e) {
            LOG.errorf(e, "the audit entry of a refused or failed request was not written: %s", row);
        }
    }

    /** Writes the entry of a job, with its result. */
    void withTheJob(@Observes Job.Ended ended) {
        write(new Row(
                ended.id().toString(),
                Boolean.parseBoolean(ended.parameters().get("dryRun")) ? AuditAction.READ : AuditAction.WRITE,
                ended.personId(),
                null,
                null,
                null,
                "JOB",
                "/api/v1/jobs/" + ended.id(),
                null,
                Optional.ofNullable(ended.parameters().get("project"))
                        .map(Set::of)
                        .orElse(Set.of()),
                null,
                ended.status(),
                null,
                changes.counts(ended.result()),
                null));
    }

    private RoutingContext request() {
        return Arc.container().requestContext().isActive() ? current.getCurrent() : null;
    }

    private AuditAction kind(Request request) {
        if (auditContext.logIn().isPresent()) {
            return AuditAction.LOG_IN;
        }
        if (auditContext.isExport()) {
            return AuditAction.EXPORT;
        }
        return request.mayWrite() && !auditContext.isQuestion() ? AuditAction.WRITE : AuditAction.READ;
    }

    private Row row(RoutingContext context, Request request, int status, Object answer) {
        boolean done = status < 400;
        Optional<AuditContext.Change> change = done ? auditContext.change(answer) : Optional.empty();
        Optional<Account> known = currentUser.known();
        Optional<AuditContext.LogIn> logIn = auditContext.logIn();
        return new Row(
                mark(context).requestId,
                kind(request),
                logIn.isPresent()
                        ? logIn.get().personId()
                        : known.map(Account::personId).orElse(null),
                logIn.isPresent()
                        ? logIn.get().organisationId()
                        : known.map(Account::organisationId).orElse(null),
                logIn.map(AuditContext.LogIn::login).orElse(null),
                request.address(),
                request.method(),
                request.path(),
                request.query(),
                request.project() == null ? auditContext.projects() : Set.of(request.project()),
                auditContext.region().orElseGet(request::region),
                status,
                change.map(changes::patch).orElse(null),
                change.isPresent() || !done || status == 202 ? null : changes.counts(answer),
                done && !request.holdsSecrets() ? auditContext.bodySha256().orElse(null) : null);
    }

    private static Mark mark(RoutingContext context) {
        Mark mark = context.get(Mark.class.getName());
        if (mark == null) {
            String sent = context.request().getHeader(REQUEST_ID);
            mark = new Mark(
                    sent != null && GOOD_REQUEST_ID.matcher(sent).matches()
                            ? sent
                            : UUID.randomUUID().toString());
            context.put(Mark.class.getName(), mark);
        }
        return mark;
    }

    private static int status(Object answer) {
        if (answer instanceof RestResponse<?> response) {
            return response.getStatus();
        }
        return answer instanceof Response response ? response.getStatus() : 200;
    }

    private static Object entity(Object answer) {
        if (answer instanceof RestResponse<?> response) {
            return response.getEntity();
        }
        return answer instanceof Response response ? response.getEntity() : answer;
    }

    /** Writes in the current transaction, or in one of its own. */
    private static void write(Row row) {
        Sql.update("""
                        with who as (
                          -- for a refused log-in the person with the name that was sent
                          select (select id from person where id = :person or login = :login) as id),
                        entry as (
                          insert into audit_entry (request_id, kind, person_id, organisation_id, address, method, path, query,
                            project, region_code, status, change, counts, body_sha256)
                          select :requestId, :kind, who.id,
                            coalesce(:organisation, (select organisation_id from person where person.id = who.id)), :address, :method,
                            :path, :query, case when cardinality(:codes) = 1 then (:codes)[1] end,
                            coalesce(app_region(:codes), :region), :status, :change::json, :counts::json, :bodySha256
                          from who
                          returning id)
                        insert into audit_unsealed (entry_id) select id from entry""")
                .bindMethods(row)
                .bind("codes", row.projects().toArray(String[]::new))
                .execute();
    }
}
