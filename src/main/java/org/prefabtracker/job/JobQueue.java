package org.prefabtracker.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.DelegatedRights;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/** The queue of long work and its results, in the database: a job outlives the process that accepted it. */
@ApplicationScoped
public class JobQueue {

    /** How many ended jobs are deleted in one transaction. */
    private static final int AT_ONCE = 100;

    @Inject
    CurrentUser currentUser;

    @Inject
    DelegatedRights rights;

    @Inject
    JsonColumn json;

    @Inject
    Clock clock;

    @Inject
    JobStore jobs;

    @Inject
    JobWorker worker;

    /** Puts work into the queue; it is committed when this returns. */
    public Job submit(String kind, Map<String, String> parameters, Path file) {
        UUID id = UUID.randomUUID();
        Job job = Transactions.longWrite(() -> {
            JobEntity.add(id, kind, json.write(parameters), rights.current());
            jobs.pack(id, file);
            return find(id).orElseThrow();
        });
        worker.nudge();
        return job;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if there is no such job, or it was deleted */
    public Job require(String id) {
        return uuid(id).flatMap(known -> Transactions.read(() -> find(known)))
                .orElseThrow(() -> Problems.notFound("job", id));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The job with an id that ended with a workbook.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where there is no such job or no workbook, 409 before its end
     */
    public Job requireWorkbook(String id) {
        Job job = require(id);
        if (!job.hasEnded()) {
            throw Problems.of(409, "Job " + id + " has not ended; it is " + job.state());
        }
        if (job.workbook() == null) {
            throw Problems.of(
                    404,
                    "Job " + id
                            + " has no marked workbook: it has one only if the import was sent with the media type of workbooks in Accept"
                            + " and cells are wrong");
        }
        return job;
    }

    /** Copies the workbook that a job ended with into a file. */
    public void copyWorkbook(Job job, Path file) {
        Transactions.longWrite(() -> {
            jobs.unpack(job.id(), file);
            return job;
        });
    }

    /** Deletes the jobs that ended that long ago, with everything that belongs to them; safe to run concurrently. */
    int forget(Duration keep) {
        OffsetDateTime before = OffsetDateTime.now(clock).minus(keep);
        int total = 0;
        int deleted;
        do {
            deleted = Transactions.write(() -> deleteEnded(before));
            total += deleted;
        } while (deleted == AT_ONCE);
        return total;
    }

    private int deleteEnded(OffsetDateTime before) {
        List<JobEntity> ended = JobEntity.lockEnded(before, AT_ONCE);
        List<UUID> ids = ended.stream().map(job -> job.id).toList();
        jobs.deleteFiles(ids);
        jobs.deleteProgress(ids);
        ended.forEach(JobEntity::delete);
        return ended.size();
    }

    /** The job, if the current user submitted it or is the operator, and it is within the limits of the token of the request. */
    private Optional<Job> find(UUID id) {
        Account account = currentUser.account();
        return jobs.find(id, account.isOperator() ? null : account.personId(), account.projectId(), account.only());
    }
}
