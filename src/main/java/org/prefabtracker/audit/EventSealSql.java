package org.prefabtracker.audit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.prefabtracker.shared.persistence.Sql;

/** The hashes of events that are stored with them, and the batches of events in the chain (docs/adr/0021). */
final class EventSealSql {

    /** How many events are sealed in one batch, if there are not more of one request. */
    static final int MOST_EVENTS = 20_000;

    private EventSealSql() {}

    /**
     * Events that were stored together.
     *
     * @param number the number of the sealed batch; 0 where it is in none
     * @param events how many they are
     */
    record Key(long project, long batch, long number, int events) {}

    /**
     * The hashes of events that were stored together, as they are now.
     *
     * @param ids null where they do not exist
     * @param copy the hashes in the chain; null where it has none, as {@code proven} is then without meaning
     * @param proven whether the digest in the chain is that of the hashes
     * @param copyProven whether it is that of the copy
     */
    record Seal(Key key, UUID[] ids, byte[] hashes, byte[] copy, boolean proven, boolean copyProven) {}

    /** Takes events that wait into the batch of this number, the first ones first. */
    static List<SealedBatch.Events> seal(long number, int most) {
        return Sql.query("""
                        with waiting as (
                          select project_id, batch, sum(events) over (order by since, project_id, batch) - events as before
                          from (select * from event_unsealed order by since, project_id, batch limit :most) as first),
                        taken as (
                          delete from event_unsealed u using waiting w
                          where u.project_id = w.project_id and u.batch = w.batch and w.before < :mostEvents
                          returning u.project_id, u.batch),
                        sealed as (
                          insert into audit_event_batch (project_id, batch, number, digest, hashes)
                          select s.project_id, s.batch, :number, event_seal_sha256(s.project_id, s.batch, s.event_ids, s.hashes), s.hashes
                          from taken join event_seal s using (project_id, batch)
                          -- a row that waits once more would keep all others waiting
                          on conflict on constraint audit_event_batch_pk do nothing
                          returning project_id, batch, encode(digest, 'hex') as digest)
                        select project_id, batch, digest from sealed order by project_id, batch""")
                .bind("number", number)
                .bind("most", most)
                .bind("mostEvents", MOST_EVENTS)
                .map((rs, context) ->
                        new SealedBatch.Events(rs.getLong("project_id"), rs.getLong("batch"), rs.getString("digest")))
                .list();
    }

    static boolean isAnyWaiting() {
        return Sql.query("select exists (select from event_unsealed)")
                .mapTo(Boolean.class)
                .one();
    }

    /** The batches of events in sealed batches. */
    static List<Key> ofNumbers(long first, long last) {
        return Sql.query("""
                        select project_id, batch, number, length(hashes) / 32 as events from audit_event_batch
                        where number between :first and :last order by number, project_id, batch""")
                .bind("first", first)
                .bind("last", last)
                .map((rs, context) -> key(rs))
                .list();
    }

    /** The batches of events of a project after one, sealed or not, in their order. */
    static List<Key> ofProject(long project, long after, int most) {
        return Sql.query("""
                        with keys as (
                          (select batch from event_seal where project_id = :project and batch > :after order by batch limit :most)
                          union
                          (select batch from audit_event_batch where project_id = :project and batch > :after order by batch limit :most)
                          order by batch limit :most)
                        select :project as project_id, k.batch, coalesce(b.number, 0) as number,
                          greatest(length(s.hashes), length(b.hashes)) / 32 as events
                        from keys k
                        left join event_seal s on s.project_id = :project and s.batch = k.batch
                        left join audit_event_batch b on b.project_id = :project and b.batch = k.batch
                        order by k.batch""")
                .bind("project", project)
                .bind("after", after)
                .bind("most", most)
                .map((rs, context) -> key(rs))
                .list();
    }

    /** The batches of events that are in no sealed batch, after one. */
    static List<Key> unsealed(long project, long batch, int most) {
        return Sql.query("""
                        select s.project_id, s.batch, 0 as number, length(s.hashes) / 32 as events from event_seal s
                        where (s.project_id, s.batch) > (:project, :batch) and not exists (select from audit_event_batch b
                          where b.project_id = s.project_id and b.batch = s.batch)
                        order by s.project_id, s.batch limit :most""")
                .bind("project", project)
                .bind("batch", batch)
                .bind("most", most)
                .map((rs, context) -> key(rs))
                .list();
    }

    private static Key key(ResultSet rs) throws SQLException {
        return new Key(rs.getLong("project_id"), rs.getLong("batch"), rs.getLong("number"), rs.getInt("events"));
    }

    /** What is stored of batches of events. */
    static List<Seal> read(List<Key> keys) {
        return Sql.query("""
                        select k.project_id, k.batch, k.number, coalesce(cardinality(s.event_ids), 0) as events, s.event_ids, s.hashes,
                          b.hashes as copy, d.proven, not d.proven
                            and coalesce(b.digest = event_seal_sha256(s.project_id, s.batch, s.event_ids, b.hashes), false) as copy_proven
                        from unnest(:projects::bigint[], :batches::bigint[], :numbers::bigint[]) as k (project_id, batch, number)
                        left join event_seal s on s.project_id = k.project_id and s.batch = k.batch
                        left join audit_event_batch b on b.project_id = k.project_id and b.batch = k.batch
                        cross join lateral (select coalesce(
                          b.digest = event_seal_sha256(s.project_id, s.batch, s.event_ids, s.hashes), false) as proven) as d""")
                .bind("projects", keys.stream().map(Key::project).toArray(Long[]::new))
                .bind("batches", keys.stream().map(Key::batch).toArray(Long[]::new))
                .bind("numbers", keys.stream().map(Key::number).toArray(Long[]::new))
                .map((rs, context) -> new Seal(
                        key(rs),
                        ids(rs.getArray("event_ids")),
                        rs.getBytes("hashes"),
                        rs.getBytes("copy"),
                        rs.getBoolean("proven"),
                        rs.getBoolean("copy_proven")))
                .list();
    }

    private static UUID[] ids(Array array) throws SQLException {
        return array == null ? null : (UUID[]) array.getArray();
    }

    /** The SHA-256 of the stored events of a project, by id. */
    static Map<UUID, byte[]> hashes(long project, Collection<UUID> ids) {
        Map<UUID, byte[]> hashes = new HashMap<>();
        Sql.query("""
                        select event_id, event_sha256(e) as hash from event e
                        where project_id = :project and event_id = any (:ids)""")
                .bind("project", project)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((rs, context) -> Map.entry(rs.getObject("event_id", UUID.class), rs.getBytes("hash")))
                .forEach(event -> hashes.put(event.getKey(), event.getValue()));
        return hashes;
    }

    /** Events of a project that are in no batch of events which is sealed or waits for it: the first ones, and how many. */
    record InNoBatch(long total, List<UUID> first) {}

    static InNoBatch inNoBatch(long project, int most) {
        return Sql.query("""
                        with outside as (
                          select event_id from event where project_id = :project
                          except
                          select unnest(s.event_ids) from event_seal s where s.project_id = :project
                            and (exists (select from audit_event_batch b where b.project_id = s.project_id and b.batch = s.batch)
                              or exists (select from event_unsealed u where u.project_id = s.project_id and u.batch = s.batch)))
                        select (select count(*) from outside) as total,
                          array(select event_id from outside order by event_id limit :most) as first""")
                .bind("project", project)
                .bind("most", most)
                .map((rs, context) -> new InNoBatch(rs.getLong("total"), List.of(ids(rs.getArray("first")))))
                .one();
    }

    /**
     * How many events wait for the chain.
     *
     * @param project null: of all projects
     */
    static long waiting(Long project) {
        return Sql.query("""
                        select coalesce(sum(events), 0) from event_unsealed
                        where :project::bigint is null or project_id = :project""")
                .bindByType("project", project, Long.class)
                .mapTo(Long.class)
                .one();
    }

    /** For how many seconds the oldest entry or event waits for the chain; 0 where none does. */
    static double secondsWaiting() {
        return Sql.query("""
                        select coalesce(extract(epoch from clock_timestamp() - least(
                          (select min(e.at) from audit_unsealed u join audit_entry e on e.id = u.entry_id),
                          (select min(since) from event_unsealed))), 0)""").mapTo(Double.class).one();
    }
}
