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
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

/**
 * Finds, locks and reads what a batch of events names, in a fixed number of statements: first components that a piece may fill
 * afterwards, then pieces, each in the order of their ids; then the histories of the pieces. What was found before the locks is
 * compared with what is found under them.
 */
@Singleton
class PieceLocker {

    /** An event that is stored; {@code otherPiece} is null unless it is of two pieces. */
    record StoredEvent(UUID id, long piece, Long otherPiece, String content) {}

    /**
     * What a batch names.
     *
     * @param events stored events, by id
     * @param slots components, by code
     * @param byId pieces with their histories, by internal id
     */
    record Locked(Map<UUID, StoredEvent> events, Map<String, ComponentSlot> slots, Map<Long, Piece> byId) {

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
                    .forEach(piece -> byComponent.put(piece.slot().component(), piece));
            return byComponent;
        }
    }

    /** Plans do not depend on the keys: an index serves every list of them, and statistics of young tables mislead. */
    private static final String GENERIC_PLANS = "set local plan_cache_mode = force_generic_plan";

    private final HistoryReader histories;

    @Inject
    PieceLocker(HistoryReader histories) {
        this.histories = histories;
    }

    /** Locks what the events name; a concurrent change that cannot be waited for is a serialisation failure. */
    Locked lock(Project project, Collection<EventInput> rows) {
        Sql.execute(GENERIC_PLANS);
        Map<UUID, StoredEvent> events = events(project, rows);
        Set<Long> named = named(project, rows, events);
        Set<Long> components = components(project, rows, named);
        lockComponents(project, rows, events);
        named.addAll(live(project, components));
        List<Row> locked = lock(project, named);
        if (locked.size() < named.size()
                || !locked.stream().allMatch(row -> components.contains(row.component))
                || !named.containsAll(live(project, components))) {
            throw Transactions.serializationFailure("pieces were exchanged before they were locked");
        }
        if (!events(project, rows).keySet().equals(events.keySet())) {
            throw Transactions.serializationFailure("the same events were stored before their pieces were locked");
        }
        Map<Long, ComponentSlot> slots = slots(project, components);
        Map<Long, Piece> byId = new HashMap<>();
        locked.forEach(row -> byId.put(row.id, row.piece(slots.get(row.component))));
        histories
                .histories(project.id(), byId.keySet())
                .forEach((id, history) -> byId.get(id).events().addAll(history));
        Map<String, ComponentSlot> byCode = new HashMap<>();
        slots.values().forEach(slot -> byCode.put(slot.code(), slot));
        return new Locked(events, byCode, byId);
    }

    /** The ids of the pieces that tags name, and of those of stored events. */
    private static Set<Long> named(Project project, Collection<EventInput> rows, Map<UUID, StoredEvent> events) {
        Set<Long> named = new HashSet<>();
        events.values().forEach(event -> {
            named.add(event.piece());
            named.add(event.otherPiece());
        });
        named.remove(null);
        String[] tags = tags(rows);
        if (tags.length > 0) {
            named.addAll(ids(project, "select id from piece where project_id = :project and tag = any (:keys)", tags));
        }
        return named;
    }

    /** The ids of the components that codes name, and of those that pieces fill. */
    private static Set<Long> components(Project project, Collection<EventInput> rows, Set<Long> pieces) {
        Set<Long> components = new HashSet<>();
        String[] codes = codes(rows);
        if (codes.length > 0) {
            components.addAll(
                    ids(project, "select id from component where project_id = :project and code = any (:keys)", codes));
        }
        if (!pieces.isEmpty()) {
            components.addAll(ids(
                    project,
                    "select component_id from piece where project_id = :project and id = any (:keys)",
                    pieces.toArray(Long[]::new)));
        }
        return components;
    }

    private static Set<Long> live(Project project, Set<Long> components) {
        return ids(
                project,
                "select id from piece where project_id = :project and component_id = any (:keys) and live",
                components.toArray(Long[]::new));
    }

    private static Set<Long> ids(Project project, String sql, Object[] keys) {
        return Sql.query(sql)
                .bind("project", project.id())
                .bind("keys", keys)
                .mapTo(Long.class)
                .set();
    }

    /** A stored piece. */
    private record Row(
            long id, String tag, boolean live, long specId, int specRevision, Category category, long component) {

        Piece piece(ComponentSlot slot) {
            return new Piece(id, tag, live, specId, specRevision, category, slot);
        }
    }

    private static List<Row> lock(Project project, Set<Long> pieces) {
        return Sql.query("""
                        select p.id, p.tag, p.live, p.spec_id, p.spec_revision, m.category, p.component_id
                        from piece p join spec_revision m on m.spec_id = p.spec_id and m.revision = p.spec_revision
                        where p.project_id = :project and p.id = any (:pieces)
                        order by p.id for update of p""")
                .bind("project", project.id())
                .bind("pieces", pieces.toArray(Long[]::new))
                .map((rs, context) -> new Row(
                        rs.getLong(1),
                        rs.getString(2),
                        rs.getBoolean(3),
                        rs.getLong(4),
                        rs.getInt(5),
                        Category.valueOf(rs.getString(6)),
                        rs.getLong(7)))
                .list();
    }

    private static Map<Long, ComponentSlot> slots(Project project, Set<Long> components) {
        return Sql.query("""
                        select c.id, c.code, c.cancelled, r.status = 'RELEASED' as releasable, c.count, c.amount, c.spec_id,
                          c.spec_revision, r.category
                        from component c join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
                        where c.project_id = :project and c.id = any (:components)""")
                .bind("project", project.id())
                .bind("components", components.toArray(Long[]::new))
                .map((rs, context) -> slot(rs))
                .collectToMap(ComponentSlot::component, slot -> slot);
    }

    /** The stored events among the ids that events have or void. */
    private static Map<UUID, StoredEvent> events(Project project, Collection<EventInput> rows) {
        Map<UUID, StoredEvent> events = new HashMap<>();
        Sql.query("""
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
                .map((rs, context) -> new StoredEvent(
                        rs.getObject("event_id", UUID.class),
                        rs.getLong("piece_id"),
                        rs.getObject("other_piece_id", Long.class),
                        rs.getString("content")))
                .forEach(event -> events.put(event.id(), event));
        return events;
    }

    /** A RELEASE, an EXCHANGE and a VOID may fill a component, so it must not be cancelled or changed meanwhile. */
    private static void lockComponents(Project project, Collection<EventInput> rows, Map<UUID, StoredEvent> events) {
        List<EventInput> filling = rows.stream()
                .filter(row ->
                        row.type() == EventType.RELEASE || row.type() == EventType.EXCHANGE || row.voids() != null)
                .toList();
        if (filling.isEmpty()) {
            return;
        }
        List<Long> pieces = new ArrayList<>();
        for (EventInput row : filling) {
            StoredEvent target = row.voids() == null ? null : events.get(row.voids());
            if (target != null) {
                pieces.add(target.piece());
                pieces.add(target.otherPiece());
            }
        }
        Sql.query("""
                        select id from component where project_id = :project and id in (
                          select id from component where project_id = :project and code = any (:codes)
                          union select component_id from piece where project_id = :project and tag = any (:tags)
                          union select component_id from piece where project_id = :project and id = any (:pieces))
                        order by id for update""")
                .bind("project", project.id())
                .bind("codes", codes(filling))
                .bind("tags", tags(filling))
                .bind("pieces", pieces.toArray(Long[]::new))
                .mapTo(Long.class)
                .list();
    }

    private static String[] codes(Collection<EventInput> rows) {
        return texts(rows, row -> Stream.of(row.component(), row.with()));
    }

    private static String[] tags(Collection<EventInput> rows) {
        return texts(rows, row -> Stream.of(row.tag(), PieceTag.normalise(row.with())));
    }

    private static String[] texts(Collection<EventInput> rows, Function<EventInput, Stream<String>> texts) {
        return rows.stream()
                .flatMap(texts)
                .filter(text -> text != null)
                .distinct()
                .toArray(String[]::new);
    }

    private static ComponentSlot slot(ResultSet rs) throws SQLException {
        return new ComponentSlot(
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
}
