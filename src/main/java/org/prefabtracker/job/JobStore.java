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
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.prefabtracker.access.Permission;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;

/** The sets of jobs: the files in chunks, and the progress that others can watch. The queue is {@link JobEntity}. */
@ApplicationScoped
class JobStore {

    private static final int CHUNK = 1024 * 1024;

    @Inject
    JsonColumn json;

    /**
     * A job with its progress.
     *
     * @param createdBy only a job of this person; null: of any
     * @param projectId only a job about this project; null: about any or none
     * @param permissions only a job that needs one of these; null: any
     */
    Optional<Job> find(UUID id, Long createdBy, Long projectId, Set<Permission> permissions) {
        return Sql.query("""
                        select j.kind, j.state, p.job_id is not null as begun, coalesce(p.done, 0) as done, p.total,
                          j.result::text as result, j.problem::text as problem,
                          j.finished_at is not null and exists (select from job_chunk c where c.job_id = j.id) as workbook
                        from job j left join job_progress p on p.job_id = j.id
                        where j.id = :id and (:person::bigint is null or j.created_by = :person)
                          and (:project::bigint is null or j.project_id = :project)
                          and (:permissions::text[] is null or j.permission = any (:permissions::text[]))""")
                .bind("id", id)
                .bindByType("person", createdBy, Long.class)
                .bindByType("project", projectId, Long.class)
                .bindByType(
                        "permissions",
                        permissions == null
                                ? null
                                : permissions.stream().map(Permission::name).toArray(String[]::new),
                        String[].class)
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

    /** Deletes the files of jobs: the upload of one that ends, all of those that are deleted. */
    void deleteFiles(Collection<UUID> jobs) {
        Sql.update("delete from job_chunk where job_id = any (:jobs)")
                .bind("jobs", jobs.toArray(UUID[]::new))
                .execute();
    }

    /** Deletes the progress of jobs that are deleted. */
    void deleteProgress(Collection<UUID> jobs) {
        Sql.update("delete from job_progress where job_id = any (:jobs)")
                .bind("jobs", jobs.toArray(UUID[]::new))
                .execute();
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
