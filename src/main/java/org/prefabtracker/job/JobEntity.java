package org.prefabtracker.job;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Timeouts;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.jpa.SpecHints;
import org.hibernate.type.SqlTypes;
import org.prefabtracker.access.Delegation;
import org.prefabtracker.access.Permission;
import org.prefabtracker.shared.persistence.DatabaseTime;

/** Long work in the queue, and how it ended. Its files and its progress are sets: {@link JobStore}. */
@Entity
@Table(name = "job")
public class JobEntity extends PanacheEntityBase {

    @Id
    public UUID id;

    @Column(updatable = false)
    public String kind;

    /** QUEUED, DONE or FAILED; that a queued job is running is seen by its progress. */
    @Enumerated(EnumType.STRING)
    public Job.State state;

    /** JSON: the parameters by name. */
    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    public String parameters;

    @Column(updatable = false)
    public OffsetDateTime createdAt;

    @Column(updatable = false)
    public long createdBy;

    /** The token with which it was submitted; null: with none. */
    @Column(updatable = false)
    public Long tokenId;

    /** The project that it is about; null: none. */
    @Column(updatable = false)
    public Long projectId;

    /** The permission that it needs; null: the server itself submitted it. */
    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    public Permission permission;

    public OffsetDateTime finishedAt;

    /** JSON; null unless the job is DONE. */
    @JdbcTypeCode(SqlTypes.JSON)
    public String result;

    /** JSON: a problem; null unless the job FAILED. */
    @JdbcTypeCode(SqlTypes.JSON)
    public String problem;

    /** Puts a job into the queue. */
    static void add(UUID id, String kind, String parameters, Delegation by) {
        JobEntity job = new JobEntity();
        job.id = id;
        job.kind = kind;
        job.state = Job.State.QUEUED;
        job.parameters = parameters;
        job.createdAt = DatabaseTime.now();
        job.createdBy = by.personId();
        job.tokenId = by.tokenId();
        job.projectId = by.projectId();
        job.permission = by.permission();
        job.persistAndFlush();
    }

    /** The oldest queued job that no other transaction holds, locked until the end of the transaction. */
    static Optional<JobEntity> claim() {
        return JobEntity.<JobEntity>find("state = QUEUED order by createdAt")
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
    }

    /** The jobs that ended before a moment and that no other transaction holds, locked until the end of the transaction. */
    static List<JobEntity> lockEnded(OffsetDateTime before, int limit) {
        return JobEntity.<JobEntity>find("finishedAt < ?1", before)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .page(0, limit)
                .list();
    }

    /** Ends a job with its result. The work before may have made the persistence context forget the job. */
    static void done(UUID id, String result) {
        JobEntity job = findById(id);
        job.result = result;
        job.end(Job.State.DONE);
    }

    /** Ends a job with the problem it failed with. */
    static void failed(UUID id, String problem) {
        JobEntity job = findById(id);
        job.problem = problem;
        job.end(Job.State.FAILED);
    }

    private void end(Job.State end) {
        state = end;
        finishedAt = DatabaseTime.now();
        persistAndFlush();
    }
}
