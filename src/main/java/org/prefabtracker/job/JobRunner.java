package org.prefabtracker.job;

import com.fasterxml.jackson.core.type.TypeReference;
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
import org.jboss.logging.Logger;
import org.prefabtracker.access.DelegatedRights;
import org.prefabtracker.access.Delegation;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/** Claims a queued job, runs it and stores its result, all in the transaction whose row lock keeps others from claiming it. */
@Singleton
public class JobRunner {

    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    /** The number of attempts at a job that ends the process. */
    private static final int ATTEMPTS = 3;

    private static final long BETWEEN_REPORTS_NS = 500_000_000;

    @Inject
    JobStore jobs;

    @Inject
    JsonColumn json;

    @Inject
    @All
    List<JobHandler> kinds;

    @Inject
    DelegatedRights rights;

    @Inject
    Event<Job.Ended> ended;

    /** Runs the oldest job that is not running; returns false if there is none. */
    @ActivateRequestContext
    boolean runNext() {
        return Transactions.longWriteOnce(() -> {
            Optional<JobEntity> job = JobEntity.claim();
            job.map(this::claimed).ifPresent(this::run);
            return job.isPresent();
        });
    }

    /** A job that this transaction holds by its row lock. */
    private record Claimed(UUID id, String kind, Map<String, String> parameters, Delegation by) {

        long personId() {
            return by.personId();
        }
    }

    private Claimed claimed(JobEntity job) {
        return new Claimed(
                job.id,
                job.kind,
                json.read(job.parameters, new TypeReference<Map<String, String>>() {}),
                new Delegation(job.createdBy, job.tokenId, job.permission, job.projectId));
    }

    private void run(Claimed job) {
        if (begin(job.id()) > ATTEMPTS) {
            fail(job, Problems.of(500, "The job was started " + ATTEMPTS + " times and never finished"));
            return;
        }
        Path file = temporary();
        Path workbook = temporary();
        Reports reports = new Reports(job.id());
        Transactions.savepoint();
        try {
            rights.begin(job.by());
            jobs.unpack(job.id(), file);
            Object result =
                    kind(job.kind()).run(new JobHandler.Work(job.kind(), job.parameters(), file, workbook, reports));
            rights.confirm(job.by());
            reports.end();
            JobEntity.done(job.id(), json.write(result));
            jobs.deleteFiles(List.of(job.id()));
            ended.fire(new Job.Ended(job.id(), job.personId(), job.parameters(), 200, result));
            jobs.pack(job.id(), workbook);
        } catch (HttpProblem problem) {
            Transactions.rollBackToSavepoint();
            reports.end();
            Optional<HttpProblem> gone = gone(job.by());
            fail(job, gone.orElse(problem));
            if (gone.isEmpty()) {
                jobs.pack(job.id(), workbook);
            }
        } catch (RuntimeException e) {
            if (!Transactions.sqlState(e).isEmpty()) {
                // a failure of the database: the next attempt may succeed
                throw e;
            }
            Transactions.rollBackToSavepoint();
            UUID incident = UUID.randomUUID();
            LOG.errorf(e, "incident %s in job %s", incident, job.id());
            fail(job, Problems.of(500, "The server failed. Report this incident to the operator: " + incident));
        } finally {
            delete(file);
            delete(workbook);
        }
    }

    /** Of a job that fails too, nothing is told to a person whose rights are gone. */
    private Optional<HttpProblem> gone(Delegation by) {
        try {
            rights.confirm(by);
            return Optional.empty();
        } catch (HttpProblem problem) {
            return Optional.of(problem);
        }
    }

    private JobHandler kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.does(name))
                .findFirst()
                .orElseThrow(() -> Problems.of(500, "There is no handler for jobs of kind " + name));
    }

    /** Counted in a transaction of its own: the count must survive work that ends the process. */
    private int begin(UUID id) {
        return Transactions.write(() -> jobs.countAttempt(id));
    }

    /** Commits the progress of the work from time to time, in transactions of its own. */
    private final class Reports implements JobHandler.Progress {
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
            // a second pass over the rows does not lower the count
            done = Math.max(done, now);
            if (System.nanoTime() - reported > BETWEEN_REPORTS_NS) {
                report();
            }
        }

        private void report() {
            reported = System.nanoTime();
            Transactions.write(() -> jobs.report(id, done, total));
        }

        /** The last report commits with the result of the job. */
        void end() {
            jobs.report(id, done, total);
        }
    }

    private void fail(Claimed job, HttpProblem problem) {
        JobEntity.failed(job.id(), json.write(problem));
        jobs.deleteFiles(List.of(job.id()));
        ended.fire(new Job.Ended(job.id(), job.personId(), job.parameters(), problem.getStatusCode(), null));
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
