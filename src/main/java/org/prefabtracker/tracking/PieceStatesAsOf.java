package org.prefabtracker.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.time.BitemporalPoint;

/**
 * Reads the states of the pieces of buildings at a moment: replays their events as far as they had happened and were known
 * (docs/adr/0012). One statement, whose rows are read piece by piece.
 */
@ApplicationScoped
public class PieceStatesAsOf {

    private static final int FETCHED_AT_ONCE = 2_000;

    @Inject
    EventSerializer serializer;

    @Inject
    HistoryReader histories;

    /** A row of the statement: an event of a piece. */
    private record Row(long piece, long otherPiece, HistoryEvent event, boolean known, StoredPiece of) {}

    /** A piece and its stored events; {@code component} is what it fills now. */
    private static final class StoredPiece {
        private final long id;
        private final String tag;
        private final long component;
        private final Category category;
        private final List<HistoryEvent> known = new ArrayList<>();
        private final List<Exchange> exchanges = new ArrayList<>();

        StoredPiece(long id, String tag, long component, Category category) {
            this.id = id;
            this.tag = tag;
            this.component = component;
            this.category = category;
        }
    }

    /** An exchange of two pieces, or the VOID that takes one back. */
    private record Exchange(HistoryEvent event, long one, long other) {}

    /** The state of a piece. */
    private record PieceState(long piece, PieceStateAsOf state) {}

    /** Because of late reports two pieces can have been live at once; then the first one filled the component. */
    private static final BinaryOperator<PieceState> FIRST = (a, b) -> a.piece <= b.piece ? a : b;

    /**
     * The live pieces of buildings (null: all of the project) by the components they filled; also of other buildings, where
     * pieces were exchanged. Runs in a transaction.
     */
    public Collection<PieceStateAsOf> at(Project project, Long[] buildings, BitemporalPoint moment) {
        return at(project, buildings, Collections.singletonList(moment.asOf()), moment.knownAt())
                .get(0);
    }

    /**
     * The same for several moments at which the same was known, in their order; the events are read once.
     *
     * @param asOf the moments; null: without a limit
     */
    public List<Collection<PieceStateAsOf>> at(Project project, Long[] buildings, List<Instant> asOf, Instant knownAt) {
        List<Map<Long, PieceState>> states = new ArrayList<>();
        asOf.forEach(moment -> states.add(new LinkedHashMap<>()));
        List<StoredPiece> exchanged = new ArrayList<>();
        try (Stream<Row> rows = rows(project, buildings, knownAt)) {
            StoredPiece piece = null;
            for (Iterator<Row> next = rows.iterator(); next.hasNext(); ) {
                Row row = next.next();
                if (piece == null || piece.id != row.of.id) {
                    settle(piece, asOf, states, exchanged);
                    piece = row.of;
                }
                if (row.known) {
                    piece.known.add(row.event);
                }
                if (row.otherPiece != 0) {
                    piece.exchanges.add(new Exchange(row.event, row.piece, row.otherPiece));
                }
            }
            settle(piece, asOf, states, exchanged);
        }
        List<Collection<PieceStateAsOf>> results = new ArrayList<>();
        for (int i = 0; i < asOf.size(); i++) {
            settle(exchanged, asOf.get(i), states.get(i));
            results.add(states.get(i).values().stream().map(PieceState::state).toList());
        }
        return results;
    }

    private void settle(
            StoredPiece piece, List<Instant> asOf, List<Map<Long, PieceState>> states, List<StoredPiece> exchanged) {
        if (piece == null) {
            return;
        }
        if (!piece.exchanges.isEmpty()) {
            exchanged.add(piece);
            return;
        }
        for (int i = 0; i < asOf.size(); i++) {
            List<HistoryEvent> happened =
                    HistoryOrder.happenedBy(piece.known, asOf.get(i), serializer.zone(), Set.of());
            put(piece, piece.component, happened, states.get(i));
        }
    }

    /**
     * Adds the states of pieces that were exchanged: all exchanges are undone, from what the pieces fill now to what they were made
     * for, then those are done again that had happened. An exchange that had happened to one of its pieces had happened to both.
     */
    private void settle(List<StoredPiece> exchanged, Instant asOf, Map<Long, PieceState> states) {
        Map<UUID, Exchange> all = new HashMap<>();
        exchanged.forEach(piece -> piece.exchanges.forEach(exchange -> all.put(exchange.event.id(), exchange)));
        Map<Long, Long> components = new HashMap<>();
        exchanged.forEach(piece -> components.put(piece.id, piece.component));
        List<HistoryEvent> counting = inOrder(HistoryOrder.exchanges(
                all.values().stream().map(Exchange::event).toList()));
        for (int i = counting.size() - 1; i >= 0; i--) {
            swap(components, all.get(counting.get(i).id()));
        }
        Map<Long, List<HistoryEvent>> happened = new HashMap<>();
        Set<UUID> surely = new HashSet<>();
        int known;
        do {
            known = surely.size();
            for (StoredPiece piece : exchanged) {
                List<HistoryEvent> events =
                        HistoryOrder.happenedBy(piece.known, asOf, serializer.zone(), Set.copyOf(surely));
                happened.put(piece.id, events);
                events.stream()
                        .filter(event -> event.type() == EventType.EXCHANGE)
                        .forEach(event -> surely.add(event.id()));
            }
        } while (surely.size() > known);
        inOrder(surely.stream().map(id -> all.get(id).event).toList())
                .forEach(event -> swap(components, all.get(event.id())));
        exchanged.forEach(piece -> put(piece, components.get(piece.id), happened.get(piece.id), states));
    }

    private static List<HistoryEvent> inOrder(Collection<HistoryEvent> exchanges) {
        return exchanges.stream().sorted(HistoryOrder.OF_EXCHANGES).toList();
    }

    private static void swap(Map<Long, Long> components, Exchange exchange) {
        long one = components.get(exchange.one);
        components.put(exchange.one, components.get(exchange.other));
        components.put(exchange.other, one);
    }

    private static void put(
            StoredPiece piece, long component, List<HistoryEvent> happened, Map<Long, PieceState> states) {
        PieceHistory history = PieceHistory.of(happened, piece.category);
        if (history.stage().live()) {
            PieceStateAsOf state = new PieceStateAsOf(
                    component,
                    piece.tag,
                    history.stage(),
                    List.copyOf(history.holds()),
                    history.netQuantity(),
                    history.arrived());
            states.merge(component, new PieceState(piece.id, state), FIRST);
        }
    }

    /** The events of the pieces that fill components of the buildings, and of all pieces that were ever exchanged; by piece. */
    private Stream<Row> rows(Project project, Long[] buildings, Instant knownAt) {
        return Sql.query("""
                        with wanted as (
                          select p.id from piece p join component c on c.project_id = p.project_id and c.id = p.component_id
                          where p.project_id = :project and (:buildings::bigint[] is null or c.building_id = any (:buildings))
                          union
                          select piece_id from event where project_id = :project and other_piece_id is not null
                          union
                          select other_piece_id from event where project_id = :project and other_piece_id is not null),
                        pieces as (
                          select p.id, p.tag, p.component_id, m.category from wanted t
                          join piece p on p.project_id = :project and p.id = t.id
                          join spec_revision m on m.spec_id = p.spec_id and m.revision = p.spec_revision)
                        select wanted, tag, component_id, category, piece_id, other_piece_id, recorded_at, event_id, type, occurred_at,
                          occurred_offset_minutes, occurred_precision, arrival, batch, content, organisation_id from (
                          select p.id as wanted, p.tag, p.component_id, p.category, e.piece_id, e.other_piece_id, e.recorded_at, <columns>
                          from pieces p join event e on e.project_id = :project and e.piece_id = p.id
                          union all
                          select p.id as wanted, p.tag, p.component_id, p.category, e.piece_id, e.other_piece_id, e.recorded_at, <columns>
                          from pieces p join event e on e.project_id = :project and e.other_piece_id = p.id) as events
                        order by wanted, arrival""".replace("<columns>", HistoryReader.COLUMNS))
                .bind("project", project.id())
                .bindByType("buildings", buildings, Long[].class)
                .setFetchSize(FETCHED_AT_ONCE)
                .map((rs, context) -> row(rs, knownAt))
                .stream();
    }

    private Row row(ResultSet rs, Instant knownAt) throws SQLException {
        Instant recordedAt = rs.getObject("recorded_at", OffsetDateTime.class).toInstant();
        return new Row(
                rs.getLong("piece_id"),
                rs.getLong("other_piece_id"),
                histories.event(rs),
                knownAt == null || !recordedAt.isAfter(knownAt),
                new StoredPiece(
                        rs.getLong("wanted"),
                        rs.getString("tag"),
                        rs.getLong("component_id"),
                        Category.valueOf(rs.getString("category"))));
    }
}
