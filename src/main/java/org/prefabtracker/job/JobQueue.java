package org.prefabtracker.job;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/** The queue of long work and how it ended, in the database: it outlives the process that took it in. */
@ApplicationScoped
public class JobQueue {

    private static final int CHUNK = 1024 * 1024;

    @Inject
    Jdbi jdbi;

    @Inject
    CurrentUser currentUser;

    @Inject
    JsonColumn json;

    @Inject
    JobWorker worker;

    /** Puts work into the queue; it is safe there when this returns. */
    public Job submit(String kind, Map<String, String> parameters, Path file) {
        UUID id = UUID.randomUUID();
        Job job = Transactions.longWrite(() -> jdbi.withHandle(handle -> {
            handle.createUpdate("""
                            insert into job (id, kind, state, parameters, created_at, created_by)
                            values (:id, :kind, 'QUEUED', :parameters::jsonb, now(), :person)""")
                    .bind("id", id)
                    .bind("kind", kind)
                    .bind("parameters", json.write(parameters))
                    .bind("person", currentUser.personId())
                    .execute();
            pack(handle, id, file);
            return find(handle, id).orElseThrow();
        }));
        worker.nudge();
        return job;
    }

    static void pack(Handle handle, UUID id, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            int ordinal = 0;
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                handle.execute("insert into job_chunk (job_id, ordinal, bytes) values (?, ?, ?)", id, ordinal++, chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void unpack(Handle handle, UUID id, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int ordinal = 0; ; ordinal++) {
                Optional<byte[]> chunk = handle.select(
                                "select bytes from job_chunk where job_id = ? and ordinal = ?", id, ordinal)
                        .mapTo(byte[].class)
                        .findOne();
                if (chunk.isEmpty()) {
                    return;
                }
                out.write(chunk.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where there is none, or none any more */
    public Job require(String id) {
        return uuid(id).flatMap(known -> jdbi.withHandle(handle -> find(handle, known)))
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
     * The job of an id, if it ended with a workbook.
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
                            + " ended without a workbook: it has one where it was started with the workbook's type in Accept"
                            + " and what is wrong lies in cells");
        }
        return job;
    }

    /** Copies the workbook that a job ended with into a file. */
    public void copyWorkbook(Job job, Path file) {
        Transactions.longWrite(() -> jdbi.withHandle(handle -> {
            unpack(handle, job.id(), file);
            return job;
        }));
    }

    /** Forgets the jobs that ended that long ago, with all that belongs to them; safe for several at a time. */
    int forget(Duration keep) {
        return Transactions.write(() -> jdbi.withHandle(handle ->
                handle.createUpdate("""
                        with gone as (select id from job where finished_at < now() - make_interval(secs => :seconds)
                            for update skip locked),
                          chunks as (delete from job_chunk where job_id in (select id from gone)),
                          progress as (delete from job_progress where job_id in (select id from gone))
                        delete from job where id in (select id from gone)""").bind("seconds", keep.toSeconds()).execute()));
    }

    /** Somebody else's is not there, but for the operator. */
    private Optional<Job> find(Handle handle, UUID id) {
        return handle.createQuery("""
                        select j.kind, j.state, p.job_id is not null as begun, coalesce(p.done, 0) as done, p.total,
                          j.result::text as result, j.problem::text as problem,
                          j.finished_at is not null and exists (select from job_chunk c where c.job_id = j.id) as workbook
                        from job j left join job_progress p on p.job_id = j.id
                        where j.id = :id and (:seesAll or j.created_by = :person)""")
                .bind("id", id)
                .bind("seesAll", currentUser.account().isOperator())
                .bind("person", currentUser.personId())
                .map((rs, context) -> new Job(
                        id,
                        rs.getString("kind"),
                        rs.getString("state").equals("QUEUED") && rs.getBoolean("begun")
                                ? Job.State.RUNNING
                                : Job.State.valueOf(rs.getString("state")),
                        rs.getLong("done"),
                        rs.getObject("total", Long.class),
                        tree(rs.getString("result")),
                        tree(rs.getString("problem")),
                        rs.getBoolean("workbook") ? "/api/v1/jobs/" + id + "/workbook" : null))
                .findOne();
    }

    private JsonNode tree(String text) {
        return text == null ? null : json.read(text, JsonNode.class);
    }
}
