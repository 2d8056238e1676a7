package org.prefabtracker.job;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.All;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/** Claims a queued job, does it and keeps how it ended, all in the transaction whose row lock tells others that it is taken. */
@Singleton
public class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    /** How often work is begun that never comes to an end, because it takes the process with it. */
    private static final int ATTEMPTS = 3;

    private static final long BETWEEN_REPORTS_NS = 500_000_000;

    @Inject
    Jdbi jdbi;

    @Inject
    JsonColumn json;

    @Inject
    @All
    List<JobHandler> kinds;

    @Inject
    CurrentUser currentUser;

    @Inject
    Event<Job.Ended> ended;

    private record Claimed(UUID id, String kind, Map<String, String> parameters, long personId) {}

    /** Runs the oldest job nobody runs; false where there is none. */
    @ActivateRequestContext
    boolean runNext() {
        return Transactions.longWriteOnce(() -> jdbi.withHandle(handle -> {
            Optional<Claimed> job = claim(handle);
            job.ifPresent(claimed -> run(handle, claimed));
            return job.isPresent();
        }));
    }

    @SuppressWarnings("unchecked")
    private Optional<Claimed> claim(Handle handle) {
        return handle.createQuery("""
                        select id, kind, parameters::text, created_by from job where state = 'QUEUED'
                        order by created_at limit 1 for update skip locked""")
                .map((rs, context) -> new Claimed(
                        rs.getObject(1, UUID.class),
                        rs.getString(2),
                        json.read(rs.getString(3), Map.class),
                        rs.getLong(4)))
                .findOne();
    }

    private void run(Handle handle, Claimed job) {
        if (begin(job.id()) > ATTEMPTS) {
            fail(handle, job, Problems.of(500, "It was begun " + ATTEMPTS + " times and never came to an end"));
            return;
        }
        currentUser.impersonate(handle, job.personId());
        Path file = temporary();
        Path workbook = temporary();
        Reports reports = new Reports(job.id());
        handle.execute("savepoint work");
        try {
            JobQueue.unpack(handle, job.id(), file);
            Object result = kind(job.kind())
                    .run(handle, new JobHandler.Work(job.kind(), job.parameters(), file, workbook, reports));
            reports.end(handle);
            end(handle, job, "DONE", "result", json.write(result));
            ended.fire(new Job.Ended(job.id(), job.personId(), job.parameters(), 200, result));
            JobQueue.pack(handle, job.id(), workbook);
        } catch (HttpProblem problem) {
            handle.execute("rollback to savepoint work");
            reports.end(handle);
            fail(handle, job, problem);
            JobQueue.pack(handle, job.id(), workbook);
        } catch (RuntimeException e) {
            if (!Transactions.sqlState(e).isEmpty()) {
                // the database was in the way: the next attempt may succeed
                throw e;
            }
            handle.execute("rollback to savepoint work");
            UUID incident = UUID.randomUUID();
            LOG.errorf(e, "incident %s in job %s", incident, job.id());
            fail(
                    handle,
                    job,
                    Problems.of(500, "Something failed on the server. Tell the operator incident " + incident));
        } finally {
            delete(file);
            delete(workbook);
        }
    }

    private JobHandler kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.does(name))
                .findFirst()
                .orElseThrow(() -> Problems.of(500, "Nothing does a job of kind " + name));
    }

    /** Counted beside the work: it must be known even if the work takes the process down. */
    private int begin(UUID id) {
        return beside(handle ->
                handle.createQuery("""
                        insert into job_progress (job_id, attempts, done, updated_at) values (:id, 1, 0, now())
                        on conflict on constraint job_progress_pk do update
                        set attempts = job_progress.attempts + 1, done = 0, updated_at = now()
                        returning attempts""").bind("id", id).mapTo(Integer.class).one());
    }

    /** In a transaction and on a connection of its own; withHandle would take the one this thread works with. */
    private <T> T beside(Function<Handle, T> work) {
        return Transactions.write(() -> {
            try (Handle handle = jdbi.open()) {
                return work.apply(handle);
            }
        });
    }

    /** Tells others how far the work is, now and then and beside it. */
    private final class Reports implements JobHandler.Progress {
        private static final String REPORT =
                "update job_progress set done = ?, total = ?, updated_at = now() where job_id = ?";

        private final UUID id;
        private long reported = System.nanoTime();
        private long done;
        private Long total;

        Reports(UUID id) {
            this.id = id;
        }

        @Override
        public void total(long all) {
            total = all;
            report();
        }

        @Override
        public void done(long now) {
            // work that goes through its rows once more has not done less
            done = Math.max(done, now);
            if (System.nanoTime() - reported > BETWEEN_REPORTS_NS) {
                report();
            }
        }

        private void report() {
            reported = System.nanoTime();
            beside(handle -> handle.execute(REPORT, done, total, id));
        }

        /** The last word is part of the job's end. */
        void end(Handle handle) {
            handle.execute(REPORT, done, total, id);
        }
    }

    private void fail(Handle handle, Claimed job, HttpProblem problem) {
        end(handle, job, "FAILED", "problem", json.write(problem));
        ended.fire(new Job.Ended(job.id(), job.personId(), job.parameters(), problem.getStatusCode(), null));
    }

    private static void end(Handle handle, Claimed job, String state, String column, String content) {
        handle.execute(
                "update job set state = ?, " + column + " = ?::jsonb, finished_at = now() where id = ?",
                state,
                content,
                job.id());
        handle.execute("delete from job_chunk where job_id = ?", job.id());
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("job", ".upload");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
