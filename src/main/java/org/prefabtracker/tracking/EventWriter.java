package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StaleBuildings;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.persistence.UnnestRows;

/** Writes the applied events of a batch: the pieces they make, the events, the state of the pieces; one statement for each. */
@Singleton
class EventWriter {

    private static final int SCHEMA_VERSION = 1;

    /** The state of a piece, which follows from its events. {@link PieceVerifier} derives the same columns again. */
    static final UnnestRows<Piece> STATE = UnnestRows.<Piece>columns()
            .bigint("component_id", piece -> piece.slot().component())
            .text("stage", piece -> piece.history().stage())
            .bool("live", Piece::live)
            .texts("holds", piece -> piece.history().holds())
            .text("place", piece -> piece.history().place())
            .numeric("net_quantity", piece -> piece.history().netQuantity())
            .date("released_on", reached(PieceStage.RELEASED))
            .date("produced_on", reached(PieceStage.PRODUCED))
            .date("shipped_on", reached(PieceStage.SHIPPED))
            .date("delivered_on", reached(PieceStage.DELIVERED))
            .date("installed_on", reached(PieceStage.INSTALLED))
            .date("accepted_on", reached(PieceStage.ACCEPTED));

    private static final UnnestRows<Piece> STORED_PIECES = STATE.bigint("id", Piece::id);

    private static final UnnestRows<NewPiece> NEW_PIECES = STATE.of(NewPiece::piece)
            .text("tag", NewPiece::tag)
            .bigint("spec_id", made -> made.piece().specId())
            .integer("spec_revision", made -> made.piece().specRevision())
            .text("factory", made -> made.release().factory())
            .date("due_on", made -> made.release().dueOn());

    private static final UnnestRows<EventRow> EVENTS = UnnestRows.<EventRow>columns()
            .uuid("event_id", row -> row.input().eventId())
            .bigint("piece_id", row -> row.applied().piece().id())
            .bigint("other_piece_id", EventRow::otherPiece)
            .text("type", row -> row.input().type())
            .timestamptz("occurred_at", EventRow::at)
            .integer("occurred_offset_minutes", row -> row.at().getOffset().getTotalSeconds() / 60)
            .text("occurred_precision", row -> row.applied().event().timed() ? "MINUTE" : "DAY")
            .bigint("arrival", row -> row.applied().event().arrival())
            .bigint("batch", row -> row.applied().event().batch())
            .text("source", row -> row.input().source())
            .text("content", EventRow::content)
            .text("step", row -> row.indexed().step())
            .text("certificate", row -> row.indexed().certificate())
            .text("lot", row -> row.indexed().lot())
            .numeric("lot_volume_m3", row -> row.indexed().lotVolumeM3())
            .text("serial", row -> row.indexed().serial());

    private static final String INSERT_PIECES = """
            insert into piece (project_id, id, %1$s)
            select :project, nextval('piece_seq'), %1$s from %2$s
            returning tag, id""".formatted(NEW_PIECES.names(), NEW_PIECES.as("made"));

    private static final String UPDATE_PIECES =
            """
            update piece p set (%s) = (%s) from %s
            where p.project_id = :project and p.id = s.id""".formatted(STATE.names(), SqlColumns.of("s", STATE.names()), STORED_PIECES.as("s"));

    /**
     * The pieces are locked before this statement begins, and the database records when it began, so of one piece what arrives later
     * is recorded later. Their hashes are stored with the events and wait for the chain of the audit log (docs/adr/0021).
     */
    private static final String INSERT_EVENTS = """
            with stored as (
              insert into event (project_id, recorded_by, organisation_id, schema_version, %1$s)
              select :project, :person, :organisation, :schema, %1$s from %2$s
              returning event_id, arrival, event_sha256(event) as hash),
            hashed as (
              insert into event_seal (project_id, batch, event_ids, hashes)
              select :project, min(arrival), array_agg(event_id order by arrival), string_agg(hash, '' order by arrival) from stored
              returning project_id, batch, cardinality(event_ids) as events)
            insert into event_unsealed (project_id, batch, events) select project_id, batch, events from hashed""".formatted(EVENTS.names(), EVENTS.as("e"));

    private final CurrentUser currentUser;
    private final EventSerializer serializer;

    @Inject
    EventWriter(CurrentUser currentUser, EventSerializer serializer) {
        this.currentUser = currentUser;
        this.serializer = serializer;
    }

    /** A piece that a RELEASE makes. */
    private record NewPiece(Piece piece, String tag, EventInput release) {}

    /** An applied event with the values of its row. */
    private record EventRow(BatchEvent applied, OffsetDateTime at, String content, IndexedEventFields indexed) {

        EventInput input() {
            return applied.input();
        }

        Long otherPiece() {
            return applied.otherPiece() == null ? null : applied.otherPiece().id();
        }
    }

    private static Function<Piece, LocalDate> reached(PieceStage stage) {
        return piece -> piece.history().reached(stage);
    }

    /** The places of so many events in the order of arrival. */
    long[] arrivals(int count) {
        return Sql.query("select nextval('event_seq') from generate_series(1, :count) order by 1")
                .bind("count", count)
                .mapTo(Long.class)
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** Writes the applied events of a batch; the pieces they make have ids and tags afterwards. */
    void write(Project project, List<BatchEvent> batch) {
        List<BatchEvent> applied = batch.stream().filter(BatchEvent::isApplied).toList();
        if (applied.isEmpty()) {
            return;
        }
        List<Piece> touched = applied.stream()
                .flatMap(event -> event.pieces().stream())
                .distinct()
                .toList();
        List<Piece> stored = touched.stream().filter(Piece::isStored).toList();
        freeSlots(project, stored);
        insertPieces(project, applied);
        insertEvents(project, applied);
        updatePieces(project, stored);
        markStale(project, touched);
    }

    /**
     * A component has one live piece at most, and the unique index is checked row by row. So pieces that leave their components
     * do so before others fill them.
     */
    private static void freeSlots(Project project, List<Piece> pieces) {
        Long[] leaving = pieces.stream().filter(Piece::leftSlot).map(Piece::id).toArray(Long[]::new);
        if (leaving.length > 0) {
            Sql.update("""
                            update piece set live = false, stage = 'DESIGNED' where project_id = :project and id = any (:leaving)""")
                    .bind("project", project.id())
                    .bind("leaving", leaving)
                    .execute();
        }
    }

    /** Stores the pieces that releases make, with the next running numbers of the project in their tags. */
    private static void insertPieces(Project project, List<BatchEvent> applied) {
        Map<Piece, EventInput> releases = new LinkedHashMap<>();
        applied.stream()
                .filter(event -> event.input().type() == EventType.RELEASE
                        && !event.piece().isStored())
                .forEach(event -> releases.put(event.piece(), event.input()));
        if (releases.isEmpty()) {
            return;
        }
        int last = Sql.query("""
                        insert into tag_counter (project_id, last_number) values (:project, :count)
                        on conflict on constraint tag_counter_pk do update set last_number = tag_counter.last_number + excluded.last_number
                        returning last_number""")
                .bind("project", project.id())
                .bind("count", releases.size())
                .mapTo(Integer.class)
                .one();
        List<NewPiece> made = new ArrayList<>();
        Map<String, Piece> byTag = new LinkedHashMap<>();
        releases.forEach((piece, release) -> {
            String tag = PieceTag.of(project.number(), last - releases.size() + 1 + made.size());
            made.add(new NewPiece(piece, tag, release));
            byTag.put(tag, piece);
        });
        NEW_PIECES
                .bind(Sql.query(INSERT_PIECES), made)
                .bind("project", project.id())
                .map((rs, context) -> Map.entry(rs.getString(1), rs.getLong(2)))
                .forEach(stored -> byTag.get(stored.getKey()).made(stored.getValue(), stored.getKey()));
    }

    private void insertEvents(Project project, List<BatchEvent> applied) {
        List<EventRow> rows = applied.stream()
                .map(event -> new EventRow(
                        event,
                        serializer.occurredAt(event.input()),
                        serializer.write(event.input()),
                        IndexedEventFields.of(event.input())))
                .toList();
        EVENTS.bind(Sql.update(INSERT_EVENTS), rows)
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .bind("organisation", currentUser.organisationId())
                .bind("schema", SCHEMA_VERSION)
                .execute();
    }

    private static void updatePieces(Project project, List<Piece> pieces) {
        if (!pieces.isEmpty()) {
            STORED_PIECES
                    .bind(Sql.update(UPDATE_PIECES), pieces)
                    .bind("project", project.id())
                    .execute();
        }
    }

    /**
     * Marks the buildings of pieces stale whose completion is accepted: only what is rated as accepted can change by events. The
     * buildings are locked before that is read, so that of an event and a completion reported at once the later one marks it.
     */
    private static void markStale(Project project, List<Piece> touched) {
        List<Long> completed = Sql.query("""
                        select id, completion_accepted_on is not null as completed from building
                        where project_id = :project and id in (select building_id from component
                          where project_id = :project and id = any (:components))
                        order by id for share""")
                .bind("project", project.id())
                .bind(
                        "components",
                        touched.stream()
                                .flatMap(piece -> piece.components().stream())
                                .distinct()
                                .toArray(Long[]::new))
                .map((rs, context) -> Map.entry(rs.getLong("id"), rs.getBoolean("completed")))
                .stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        StaleBuildings.note(project.id(), completed);
    }
}
