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
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;

/** The tables of jobs: the queue, the files in chunks, and the progress that others can watch. */
@ApplicationScoped
class JobStore {

    private static final int CHUNK = 1024 * 1024;

    @Inject
    JsonColumn json;

    /** A job that this transaction holds by its row lock. */
    record Claimed(UUID id, String kind, Map<String, String> parameters, long personId) {}

    void insert(UUID id, String kind, Map<String, String> parameters, long person) {
        Sql.update("""
                        insert into job (id, kind, state, parameters, created_at, created_by)
                        values (:id, :kind, 'QUEUED', :parameters::jsonb, now(), :person)""")
                .bind("id", id)
                .bind("kind", kind)
                .bind("parameters", json.write(parameters))
                .bind("person", person)
                .execute();
    }

    /**
     * A job with its progress.
     *
     * @param createdBy only a job of this person; null: of any
     */
    Optional<Job> find(UUID id, Long createdBy) {
        return Sql.query("""
                        select j.kind, j.state, p.job_id is not null as begun, coalesce(p.done, 0) as done, p.total,
                          j.result::text as result, j.problem::text as problem,
                          j.finished_at is not null and exists (select from job_chunk c where c.job_id = j.id) as workbook
                        from job j left join job_progress p on p.job_id = j.id
                        where j.id = :id and (:person::bigint is null or j.created_by = :person)""")
                .bind("id", id)
                .bindByType("person", createdBy, Long.class)
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

    /** Locks the oldest queued job that no other transaction holds. */
    @SuppressWarnings("unchecked")
    Optional<Claimed> claim() {
        return Sql.query("""
                        select id, kind, parameters::text as parameters, created_by from job where state = 'QUEUED'
                        order by created_at limit 1 for update skip locked""")
                .map((rs, context) -> new Claimed(
                        rs.getObject("id", UUID.class),
                        rs.getString("kind"),
                        json.read(rs.getString("parameters"), Map.class),
                        rs.getLong("created_by")))
                .findOne();
    }

    /** Counts one more attempt at a job and sets its progress back; returns the number of attempts. */
    int countAttempt(UUID id) {
        return Sql.query("""
                        insert into job_progress (job_id, attempts, done, updated_at) values (:id, 1, 0, now())
                        on conflict on constraint job_progress_pk do update
                        set attempts = job_progress.attempts + 1, done = 0, updated_at = now()
                        returning attempts""").bind("id", id).mapTo(Integer.class).one();
    }

    int report(UUID id, long done, Long total) {
        return Sql.execute(
                "update job_progress set done = ?, total = ?, updated_at = now() where job_id = ?", done, total, id);
    }

    void savepoint() {
        Sql.execute("savepoint work");
    }

    void rollBackToSavepoint() {
        Sql.execute("rollback to savepoint work");
    }

    /** Ends a job with its result; its upload is no longer needed. */
    void done(UUID id, String result) {
        Sql.execute("update job set state = 'DONE', result = ?::jsonb, finished_at = now() where id = ?", result, id);
        deleteFile(id);
    }

    /** Ends a job with the problem it failed with. */
    void failed(UUID id, String problem) {
        Sql.execute(
                "update job set state = 'FAILED', problem = ?::jsonb, finished_at = now() where id = ?", problem, id);
        deleteFile(id);
    }

    private static void deleteFile(UUID id) {
        Sql.execute("delete from job_chunk where job_id = ?", id);
    }

    /** Deletes the jobs that ended that long ago, with everything that belongs to them; safe to run concurrently. */
    int deleteEnded(Duration keep) {
        return Sql.update("""
                        with gone as (select id from job where finished_at < now() - make_interval(secs => :seconds)
                            for update skip locked),
                          chunks as (delete from job_chunk where job_id in (select id from gone)),
                          progress as (delete from job_progress where job_id in (select id from gone))
                        delete from job where id in (select id from gone)""").bind("seconds", keep.toSeconds()).execute();
    }

    /** Stores a file in chunks. */
    void pack(UUID id, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            int ordinal = 0;
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                Sql.execute("insert into job_chunk (job_id, ordinal, bytes) values (?, ?, ?)", id, ordinal++, chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the chunks of a job to a file. */
    void unpack(UUID id, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int ordinal = 0; ; ordinal++) {
                Optional<byte[]> chunk = Sql.select(
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
}
