package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Transact;

/**
 * Finds and locks everything that a batch of events may change, in a fixed number of statements: first components that a
 * piece may come to fill, then pieces, each in the order of their ids. What was found is read again under the locks.
 */
@Singleton
class Pieces {

    /** An event that is on record; {@code otherPiece} is null unless it is of two. */
    record Stored(UUID id, long piece, Long otherPiece, String content) {}

    /** What the codes, tags and ids of a batch name. */
    record Found(Map<UUID, Stored> events, Map<String, BillPlace> places, Map<Long, Piece> byId) {

        /** Pieces by their tags. */
        Map<String, Piece> byTag() {
            Map<String, Piece> byTag = new HashMap<>();
            byId.values().forEach(piece -> byTag.put(piece.tag(), piece));
            return byTag;
        }

        /** Live pieces by the components they fill. */
        Map<Long, Piece> byComponent() {
            Map<Long, Piece> byComponent = new HashMap<>();
            byId.values().stream()
                    .filter(Piece::wasLive)
                    .forEach(piece -> byComponent.put(piece.place().component(), piece));
            return byComponent;
        }
    }

    /** The pieces that components, tags and ids name, and those that fill the components of these. */
    private static final String NAMED = """
            with named as (
              select l.id, l.component_id from piece l join component n on n.project_id = l.project_id and n.id = l.component_id
              where l.project_id = :project and n.code = any (:codes) and l.live
              union select id, component_id from piece where project_id = :project and tag = any (:tags)
              union select id, component_id from piece where project_id = :project and id = any (:ids)),
            involved as (
              select id from named
              union select l.id from piece l join named n on n.component_id = l.component_id
              where l.project_id = :project and l.live)
            """;

    private final Canonical canonical;

    @Inject
    Pieces(Canonical canonical) {
        this.canonical = canonical;
    }

    Found lock(Handle handle, Project project, Collection<EventRow> rows) {
        Map<UUID, Stored> events = events(handle, project, rows);
        Long[] ids = events.values().stream()
                .flatMap(event -> Stream.of(event.piece(), event.otherPiece()))
                .filter(id -> id != null)
                .distinct()
                .toArray(Long[]::new);
        String[] codes = texts(rows, row -> Stream.of(row.component(), row.with()));
        String[] tags = texts(rows, row -> Stream.of(row.tag(), Tag.normalise(row.with())));
        Function<String, Query> ask = sql -> handle.createQuery(sql)
                .bind("project", project.id())
                .bind("codes", codes)
                .bind("tags", tags)
                .bind("ids", ids);
        lockComponents(handle, project, rows, events);
        Set<Long> locked =
                new HashSet<>(ask.apply(NAMED + """
                        select p.id from piece p where p.project_id = :project and p.id in (select id from involved)
                        order by p.id for update""").mapTo(Long.class).list());
        Map<Long, Piece> byId = new HashMap<>();
        ask.apply(NAMED + """
                        select p.id as piece, p.tag, p.live, p.spec_id as made_to, p.spec_revision as made_revision,
                          m.category as made_category, c.id, c.code, c.cancelled, r.status = 'RELEASED' as releasable, c.count,
                          c.amount, c.spec_id, c.spec_revision, r.category
                        from piece p
                        join spec_revision m on m.spec_id = p.spec_id and m.revision = p.spec_revision
                        join component c on c.project_id = p.project_id and c.id = p.component_id
                        join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
                        where p.project_id = :project and p.id in (select id from involved)""").map((rs, context) -> piece(rs)).forEach(piece -> byId.put(piece.id(), piece));
        if (!locked.containsAll(byId.keySet())) {
            throw Transact.again("pieces were exchanged while they were being locked");
        }
        Map<String, BillPlace> places = new HashMap<>();
        handle.createQuery("""
                        select c.id, c.code, c.cancelled, r.status = 'RELEASED' as releasable, c.count, c.amount, c.spec_id,
                          c.spec_revision, r.category
                        from component c join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
                        where c.project_id = :project and c.code = any (:codes)""")
                .bind("project", project.id())
                .bind("codes", codes)
                .map((rs, context) -> place(rs))
                .forEach(place -> places.put(place.code(), place));
        loadHistories(handle, project, byId);
        return new Found(events, places, byId);
    }

    /** What is on record of the ids that events have or take back. */
    private static Map<UUID, Stored> events(Handle handle, Project project, Collection<EventRow> rows) {
        Map<UUID, Stored> events = new HashMap<>();
        handle.createQuery("""
                        select event_id, piece_id, other_piece_id, content from event
                        where project_id = :project and event_id = any (:ids)""")
                .bind("project", project.id())
                .bind(
                        "ids",
                        rows.stream()
                                .flatMap(row -> Stream.of(row.eventId(), row.voids()))
                                .filter(id -> id != null)
                                .distinct()
                                .toArray(UUID[]::new))
                .map((rs, context) -> new Stored(
                        rs.getObject("event_id", UUID.class),
                        rs.getLong("piece_id"),
                        rs.getObject("other_piece_id", Long.class),
                        rs.getString("content")))
                .forEach(event -> events.put(event.id(), event));
        return events;
    }

    /** A RELEASE, an EXCHANGE and a VOID may fill a component: nobody cancels or changes it meanwhile. */
    private static void lockComponents(
            Handle handle, Project project, Collection<EventRow> rows, Map<UUID, Stored> events) {
        List<EventRow> filling = rows.stream()
                .filter(row ->
                        row.type() == EventType.RELEASE || row.type() == EventType.EXCHANGE || row.voids() != null)
                .toList();
        if (filling.isEmpty()) {
            return;
        }
        List<Long> pieces = new ArrayList<>();
        for (EventRow row : filling) {
            Stored target = row.voids() == null ? null : events.get(row.voids());
            if (target != null) {
                pieces.add(target.piece());
                pieces.add(target.otherPiece());
            }
        }
        handle.createQuery("""
                        select id from component where project_id = :project and id in (
                          select id from component where project_id = :project and code = any (:codes)
                          union select component_id from piece where project_id = :project and tag = any (:tags)
                          union select component_id from piece where project_id = :project and id = any (:pieces))
                        order by id for update""")
                .bind("project", project.id())
                .bind("codes", texts(filling, row -> Stream.of(row.component(), row.with())))
                .bind("tags", texts(filling, row -> Stream.of(row.tag(), Tag.normalise(row.with()))))
                .bind("pieces", pieces.toArray(Long[]::new))
                .mapTo(Long.class)
                .list();
    }

    private static String[] texts(Collection<EventRow> rows, Function<EventRow, Stream<String>> texts) {
        return rows.stream()
                .flatMap(texts)
                .filter(text -> text != null)
                .distinct()
                .toArray(String[]::new);
    }

    private static Piece piece(ResultSet rs) throws SQLException {
        return new Piece(
                rs.getLong("piece"),
                rs.getString("tag"),
                rs.getBoolean("live"),
                rs.getLong("made_to"),
                rs.getInt("made_revision"),
                Category.valueOf(rs.getString("made_category")),
                place(rs));
    }

    private static BillPlace place(ResultSet rs) throws SQLException {
        return new BillPlace(
                rs.getLong("id"),
                rs.getString("code"),
                rs.getBoolean("cancelled"),
                rs.getBoolean("releasable"),
                rs.getInt("count"),
                rs.getBigDecimal("amount"),
                rs.getLong("spec_id"),
                rs.getInt("spec_revision"),
                Category.valueOf(rs.getString("category")));
    }

    private void loadHistories(Handle handle, Project project, Map<Long, Piece> byId) {
        handle.createQuery("""
                        select piece_id, arrival, batch, content from event
                        where project_id = :project and piece_id = any (:ids)
                        union all
                        select other_piece_id, arrival, batch, content from event
                        where project_id = :project and other_piece_id = any (:ids)""")
                .bind("project", project.id())
                .bind("ids", byId.keySet().toArray(Long[]::new))
                .map((rs, context) -> Map.entry(
                        rs.getLong("piece_id"),
                        canonical.happened(
                                canonical.read(rs.getString("content")), rs.getLong("arrival"), rs.getLong("batch"))))
                .forEach(event -> byId.get(event.getKey()).events().add(event.getValue()));
    }
}
