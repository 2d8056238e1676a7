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
import org.jdbi.v3.core.Handle;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.time.BitemporalPoint;

/**
 * Where the pieces of buildings stood at a moment: the replay of their events as far as they had happened and were known
 * (docs/adr/0012). One statement, read piece by piece.
 */
@ApplicationScoped
public class PieceStatesAsOf {

    private static final int FETCHED_AT_ONCE = 2_000;

    @Inject
    EventSerializer serializer;

    @Inject
    HistoryReader histories;

    /** An event of a piece as the statement tells it. */
    private record Row(long piece, long otherPiece, HistoryEvent event, boolean known, Told told) {}

    /** A piece with all that is on record of it; {@code component} is what it fills now. */
    private static final class Told {
        private final long piece;
        private final String tag;
        private final long component;
        private final Category category;
        private final List<HistoryEvent> known = new ArrayList<>();
        private final List<Exchange> exchanges = new ArrayList<>();

        Told(long piece, String tag, long component, Category category) {
            this.piece = piece;
            this.tag = tag;
            this.component = component;
            this.category = category;
        }
    }

    /** An exchange of two pieces, or the VOID that takes one back. */
    private record Exchange(HistoryEvent event, long one, long other) {}

    /** A standing and whose it is. */
    private record Placed(long piece, PieceStateAsOf standing) {}

    /** By reports that came late two pieces can have been live at once: the first one filled the component. */
    private static final BinaryOperator<Placed> FIRST = (a, b) -> a.piece <= b.piece ? a : b;

    /**
     * The live pieces of buildings, or where they are null of all buildings of the project, by the components they filled; of
     * other buildings too, where pieces were exchanged. Runs in a transaction.
     */
    public Collection<PieceStateAsOf> at(Handle handle, Project project, Long[] buildings, BitemporalPoint moment) {
        return at(handle, project, buildings, Collections.singletonList(moment.asOf()), moment.knownAt())
                .get(0);
    }

    /**
     * The same of several moments of one knowledge, in their order: the events are read once.
     *
     * @param asOf null among them is without a limit
     */
    public List<Collection<PieceStateAsOf>> at(
            Handle handle, Project project, Long[] buildings, List<Instant> asOf, Instant knownAt) {
        List<Map<Long, Placed>> placed = new ArrayList<>();
        asOf.forEach(moment -> placed.add(new LinkedHashMap<>()));
        List<Told> exchanged = new ArrayList<>();
        try (Stream<Row> rows = rows(handle, project, buildings, knownAt)) {
            Told told = null;
            for (Iterator<Row> next = rows.iterator(); next.hasNext(); ) {
                Row row = next.next();
                if (told == null || told.piece != row.told.piece) {
                    settle(told, asOf, placed, exchanged);
                    told = row.told;
                }
                if (row.known) {
                    told.known.add(row.event);
                }
                if (row.otherPiece != 0) {
                    told.exchanges.add(new Exchange(row.event, row.piece, row.otherPiece));
                }
            }
            settle(told, asOf, placed, exchanged);
        }
        List<Collection<PieceStateAsOf>> standings = new ArrayList<>();
        for (int i = 0; i < asOf.size(); i++) {
            settle(exchanged, asOf.get(i), placed.get(i));
            standings.add(placed.get(i).values().stream().map(Placed::standing).toList());
        }
        return standings;
    }

    private void settle(Told told, List<Instant> asOf, List<Map<Long, Placed>> placed, List<Told> exchanged) {
        if (told == null) {
            return;
        }
        if (!told.exchanges.isEmpty()) {
            exchanged.add(told);
            return;
        }
        for (int i = 0; i < asOf.size(); i++) {
            List<HistoryEvent> happened = PieceHistory.happenedBy(told.known, asOf.get(i), serializer.zone(), Set.of());
            place(told, told.component, happened, placed.get(i));
        }
    }

    /**
     * Pieces that were exchanged: back from what they fill now to what they were made for, and from there on by the exchanges
     * that had happened. An exchange that had happened to one of its pieces had happened to both.
     */
    private void settle(List<Told> exchanged, Instant asOf, Map<Long, Placed> placed) {
        Map<UUID, Exchange> all = new HashMap<>();
        exchanged.forEach(told -> told.exchanges.forEach(exchange -> all.put(exchange.event.id(), exchange)));
        Map<Long, Long> components = new HashMap<>();
        exchanged.forEach(told -> components.put(told.piece, told.component));
        List<HistoryEvent> inForce = inOrder(PieceHistory.exchanges(
                all.values().stream().map(Exchange::event).toList()));
        for (int i = inForce.size() - 1; i >= 0; i--) {
            swap(components, all.get(inForce.get(i).id()));
        }
        Map<Long, List<HistoryEvent>> happened = new HashMap<>();
        Set<UUID> surely = new HashSet<>();
        int known;
        do {
            known = surely.size();
            for (Told told : exchanged) {
                List<HistoryEvent> events =
                        PieceHistory.happenedBy(told.known, asOf, serializer.zone(), Set.copyOf(surely));
                happened.put(told.piece, events);
                events.stream()
                        .filter(event -> event.type() == EventType.EXCHANGE)
                        .forEach(event -> surely.add(event.id()));
            }
        } while (surely.size() > known);
        inOrder(surely.stream().map(id -> all.get(id).event).toList())
                .forEach(event -> swap(components, all.get(event.id())));
        exchanged.forEach(told -> place(told, components.get(told.piece), happened.get(told.piece), placed));
    }

    private static List<HistoryEvent> inOrder(Collection<HistoryEvent> exchanges) {
        return exchanges.stream().sorted(PieceHistory.EXCHANGES).toList();
    }

    private static void swap(Map<Long, Long> components, Exchange exchange) {
        long one = components.get(exchange.one);
        components.put(exchange.one, components.get(exchange.other));
        components.put(exchange.other, one);
    }

    private static void place(Told told, long component, List<HistoryEvent> happened, Map<Long, Placed> placed) {
        PieceHistory history = PieceHistory.of(happened, told.category);
        if (history.stage().live()) {
            PieceStateAsOf standing = new PieceStateAsOf(
                    component,
                    told.tag,
                    history.stage(),
                    List.copyOf(history.holds()),
                    history.netQuantity(),
                    history.arrived());
            placed.merge(component, new Placed(told.piece, standing), FIRST);
        }
    }

    /** The events of the pieces that fill components of the buildings, and of all that were ever exchanged; by piece. */
    private Stream<Row> rows(Handle handle, Project project, Long[] buildings, Instant knownAt) {
        return handle
                .createQuery("""
                        with told as (
                          select p.id from piece p join component c on c.project_id = p.project_id and c.id = p.component_id
                          where p.project_id = :project and (:buildings::bigint[] is null or c.building_id = any (:buildings))
                          union
                          select piece_id from event where project_id = :project and other_piece_id is not null
                          union
                          select other_piece_id from event where project_id = :project and other_piece_id is not null),
                        pieces as (
                          select p.id, p.tag, p.component_id, m.category from told t
                          join piece p on p.project_id = :project and p.id = t.id
                          join spec_revision m on m.spec_id = p.spec_id and m.revision = p.spec_revision)
                        select * from (
                          select p.id as told, p.tag, p.component_id, p.category, e.piece_id, e.other_piece_id, e.recorded_at, <columns>
                          from pieces p join event e on e.project_id = :project and e.piece_id = p.id
                          union all
                          select p.id as told, p.tag, p.component_id, p.category, e.piece_id, e.other_piece_id, e.recorded_at, <columns>
                          from pieces p join event e on e.project_id = :project and e.other_piece_id = p.id) as events
                        order by told, arrival""".replace("<columns>", HistoryReader.COLUMNS))
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
                new Told(
                        rs.getLong("told"),
                        rs.getString("tag"),
                        rs.getLong("component_id"),
                        Category.valueOf(rs.getString("category"))));
    }
}
