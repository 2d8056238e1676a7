package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StaleBuildings;

/** Writes what a batch applied: the pieces it makes, the events, and what the pieces amount to; a statement for each. */
@Singleton
class EventWriter {

    private static final int SCHEMA_VERSION = 1;

    private final CurrentUser currentUser;
    private final EventSerializer canonical;

    @Inject
    EventWriter(CurrentUser currentUser, EventSerializer canonical) {
        this.currentUser = currentUser;
        this.canonical = canonical;
    }

    /** The order of arrival of so many events. */
    long[] arrivals(Handle handle, int count) {
        return handle
                .createQuery("select nextval('event_seq') from generate_series(1, :count) order by 1")
                .bind("count", count)
                .mapTo(Long.class)
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    void write(Handle handle, Project project, List<EventInput> rows, BatchProcessor batch) {
        if (batch.applied().isEmpty()) {
            return;
        }
        List<Piece> touched = batch.applied().keySet().stream()
                .flatMap(i -> batch.about(i).stream())
                .distinct()
                .toList();
        List<Piece> there = touched.stream().filter(piece -> piece.id() != null).toList();
        free(handle, project, there);
        makePieces(handle, project, rows, batch);
        insertEvents(handle, project, rows, batch);
        updatePieces(handle, project, there);
        noteChanges(handle, project, touched);
    }

    /**
     * Only what is rated as accepted can change by events: buildings whose completion is accepted. They are locked before that
     * is looked at, so that of an event and a completion reported at once the later one is noted.
     */
    private static void noteChanges(Handle handle, Project project, List<Piece> touched) {
        StaleBuildings.note(
                handle,
                project.id(),
                handle
                        .createQuery("""
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
                        .toList());
    }

    /** What of a piece follows from its events, as columns and as the arrays they are written from. */
    private static final String DERIVED_COLUMNS = """
            component_id, stage, live, holds, place, net_quantity, released_on, produced_on, shipped_on, delivered_on, installed_on,
            accepted_on""";

    private static final String DERIVED_VALUES = """
            d.component, d.stage, d.live, coalesce(string_to_array(nullif(d.holds, ''), chr(31)), '{}'), d.place, d.net,
            d.released::date, d.produced::date, d.shipped::date, d.delivered::date, d.installed::date, d.accepted::date""";

    private static final String DERIVED_ARRAYS = """
            :components, :stages, :lives, :holds, :places, :nets, :released, :produced, :shipped, :delivered, :installed,
            :accepted""";

    private static final String DERIVED_NAMES = """
            component, stage, live, holds, place, net, released, produced, shipped, delivered, installed, accepted""";

    private static <S extends SqlStatement<S>> S bindDerived(S statement, List<Piece> pieces) {
        return statement
                .bind("components", array(pieces, piece -> piece.place().component(), Long[]::new))
                .bind("stages", derived(pieces, history -> history.stage().name(), String[]::new))
                .bind("lives", array(pieces, Piece::live, Boolean[]::new))
                .bind("holds", derived(pieces, history -> String.join("\u001f", history.holds()), String[]::new))
                .bind("places", derived(pieces, PieceHistory::place, String[]::new))
                .bind("nets", derived(pieces, PieceHistory::netQuantity, BigDecimal[]::new))
                .bind("released", reached(pieces, PieceStage.RELEASED))
                .bind("produced", reached(pieces, PieceStage.PRODUCED))
                .bind("shipped", reached(pieces, PieceStage.SHIPPED))
                .bind("delivered", reached(pieces, PieceStage.DELIVERED))
                .bind("installed", reached(pieces, PieceStage.INSTALLED))
                .bind("accepted", reached(pieces, PieceStage.ACCEPTED));
    }

    /** The pieces that the releases of a batch make, with the next running numbers of the project. */
    private static void makePieces(Handle handle, Project project, List<EventInput> rows, BatchProcessor batch) {
        Map<Piece, EventInput> releases = new LinkedHashMap<>();
        batch.applied().keySet().forEach(i -> {
            Piece piece = batch.about(i).get(0);
            if (piece.id() == null && rows.get(i).type() == EventType.RELEASE) {
                releases.put(piece, rows.get(i));
            }
        });
        if (releases.isEmpty()) {
            return;
        }
        List<Piece> made = List.copyOf(releases.keySet());
        int last = handle.createQuery("""
                        insert into tag_counter (project_id, last_number) values (:project, :count)
                        on conflict on constraint tag_counter_pk do update set last_number = tag_counter.last_number + excluded.last_number
                        returning last_number""")
                .bind("project", project.id())
                .bind("count", made.size())
                .mapTo(Integer.class)
                .one();
        Map<String, Piece> byTag = new LinkedHashMap<>();
        made.forEach(piece -> byTag.put(PieceTag.of(project.number(), last - made.size() + 1 + byTag.size()), piece));
        bindDerived(
                        handle.createQuery(
                                """
                        insert into piece (project_id, id, tag, spec_id, spec_revision, factory, due_on, %s)
                        select :project, nextval('piece_seq'), d.tag, d.spec, d.revision, d.factory, d.due::date, %s
                        from unnest(:tags, :specs, :revisions, :factories, :dues, %s)
                          as d (tag, spec, revision, factory, due, %s)
                        returning tag, id""".formatted(DERIVED_COLUMNS, DERIVED_VALUES, DERIVED_ARRAYS, DERIVED_NAMES)),
                        made)
                .bind("project", project.id())
                .bind("tags", byTag.keySet().toArray(String[]::new))
                .bind("specs", array(made, Piece::specId, Long[]::new))
                .bind("revisions", array(made, Piece::specRevision, Integer[]::new))
                .bind("factories", array(releases.values(), EventInput::factory, String[]::new))
                .bind(
                        "dues",
                        array(
                                releases.values(),
                                row -> row.dueOn() == null ? null : row.dueOn().toString(),
                                String[]::new))
                .map((rs, context) -> Map.entry(rs.getString(1), rs.getLong(2)))
                .forEach(piece -> byTag.get(piece.getKey()).made(piece.getValue(), piece.getKey()));
    }

    /** An applied event as its row says it. */
    private record Entry(
            EventInput row,
            OffsetDateTime at,
            HistoryEvent event,
            Long piece,
            Long otherPiece,
            IndexedEventFields marks) {}

    /** Recorded when the pieces were locked already: of one piece what arrived later is known later. */
    private void insertEvents(Handle handle, Project project, List<EventInput> rows, BatchProcessor batch) {
        List<Entry> entries = batch.applied().entrySet().stream()
                .map(applied -> {
                    EventInput row = rows.get(applied.getKey());
                    List<Piece> about = batch.about(applied.getKey());
                    return new Entry(
                            row,
                            canonical.at(row),
                            applied.getValue(),
                            about.get(0).id(),
                            about.size() == 1 ? null : about.get(1).id(),
                            IndexedEventFields.of(row));
                })
                .toList();
        handle.createUpdate("""
                        insert into event (project_id, event_id, piece_id, other_piece_id, type, occurred_at,
                          occurred_offset_minutes, occurred_precision, arrival, batch, recorded_at, recorded_by, organisation_id,
                          source, schema_version, content, step, certificate, lot, lot_volume_m3, serial)
                        select :project, id, piece, other, type, at::timestamptz, minutes, precision, arrival, batch, statement_timestamp(), :person,
                          :organisation, source, :schema, content, step, certificate, lot, volume, serial
                        from unnest(:ids, :pieces, :others, :types, :times, :offsets, :precisions, :arrivals, :batches, :sources,
                            :contents, :steps, :certificates, :lots, :volumes, :serials)
                          as e (id, piece, other, type, at, minutes, precision, arrival, batch, source, content, step, certificate,
                            lot, volume, serial)""")
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .bind("organisation", currentUser.organisationId())
                .bind("schema", SCHEMA_VERSION)
                .bind("ids", array(entries, entry -> entry.row().eventId(), UUID[]::new))
                .bind("pieces", array(entries, Entry::piece, Long[]::new))
                .bind("others", array(entries, Entry::otherPiece, Long[]::new))
                .bind("types", array(entries, entry -> entry.row().type().name(), String[]::new))
                .bind("times", array(entries, entry -> entry.at().toString(), String[]::new))
                .bind("offsets", array(entries, entry -> entry.at().getOffset().getTotalSeconds() / 60, Integer[]::new))
                .bind("precisions", array(entries, entry -> entry.event().timed() ? "MINUTE" : "DAY", String[]::new))
                .bind("arrivals", array(entries, entry -> entry.event().arrival(), Long[]::new))
                .bind("batches", array(entries, entry -> entry.event().batch(), Long[]::new))
                .bind("sources", array(entries, entry -> entry.row().source(), String[]::new))
                .bind("contents", array(entries, entry -> canonical.write(entry.row()), String[]::new))
                .bind("steps", array(entries, entry -> entry.marks().step(), String[]::new))
                .bind("certificates", array(entries, entry -> entry.marks().certificate(), String[]::new))
                .bind("lots", array(entries, entry -> entry.marks().lot(), String[]::new))
                .bind("volumes", array(entries, entry -> entry.marks().lotVolumeM3(), BigDecimal[]::new))
                .bind("serials", array(entries, entry -> entry.marks().serial(), String[]::new))
                .execute();
    }

    private static void updatePieces(Handle handle, Project project, List<Piece> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        bindDerived(
                        handle.createUpdate(
                                """
                        update piece p set (%s) = (%s)
                        from unnest(:ids, %s) as d (id, %s)
                        where p.project_id = :project and p.id = d.id""".formatted(DERIVED_COLUMNS, DERIVED_VALUES, DERIVED_ARRAYS, DERIVED_NAMES)),
                        pieces)
                .bind("project", project.id())
                .bind("ids", array(pieces, Piece::id, Long[]::new))
                .execute();
    }

    /**
     * A component has one live piece at most, and the index that holds this looks at every row as it is written. So pieces
     * that change places let go of theirs first.
     */
    private static void free(Handle handle, Project project, List<Piece> pieces) {
        Long[] leaving = pieces.stream()
                .filter(piece -> piece.moved() || piece.wasLive() && !piece.live())
                .map(Piece::id)
                .toArray(Long[]::new);
        if (leaving.length > 0) {
            handle.createUpdate("""
                            update piece set live = false, stage = 'DESIGNED' where project_id = :project and id = any (:leaving)""")
                    .bind("project", project.id())
                    .bind("leaving", leaving)
                    .execute();
        }
    }

    private static String[] reached(Collection<Piece> pieces, PieceStage stage) {
        return derived(
                pieces,
                history -> {
                    LocalDate day = history.reached(stage);
                    return day == null ? null : day.toString();
                },
                String[]::new);
    }

    private static <T> T[] derived(Collection<Piece> pieces, Function<PieceHistory, T> value, IntFunction<T[]> array) {
        return array(pieces, piece -> value.apply(piece.history()), array);
    }

    private static <S, T> T[] array(Collection<S> items, Function<S, T> value, IntFunction<T[]> array) {
        return items.stream().map(value).toArray(array);
    }
}
