package org.prefabtracker.tracking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Decides which new events of pieces are applied. An event is applied if the histories of its pieces with it refuse nothing and
 * every component has one live piece at most. Pieces that share events or components are decided together: all events first,
 * then one by one in the order in which they happened, until no more apply. Pure; the pieces are left in their state after the
 * events.
 */
final class BatchDecider {

    /** A new event and the pieces it is about: two of an EXCHANGE and of its VOID. */
    record Report(HistoryEvent event, List<Piece> pieces) {

        Piece first() {
            return pieces.get(0);
        }

        Piece last() {
            return pieces.get(pieces.size() - 1);
        }
    }

    private final Collection<Piece> pieces;

    private BatchDecider(Collection<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Returns the refusals of the events that are not applied, by the ids of the events. */
    static Map<UUID, Refusal> decide(Collection<Piece> pieces, List<Report> reports) {
        pieces.forEach(Piece::replay);
        Map<UUID, Refusal> refusals = new HashMap<>();
        for (Group group : groups(pieces, reports)) {
            if (!group.reports.isEmpty()) {
                refusals.putAll(new BatchDecider(group.pieces).decide(inOrder(group.pieces, group.reports)));
            }
        }
        return refusals;
    }

    private Map<UUID, Refusal> decide(List<Report> ordered) {
        return attempt(ordered) == null ? Map.of() : oneByOne(ordered);
    }

    /** Pieces that are connected, and the events of them. */
    private record Group(List<Piece> pieces, List<Report> reports) {}

    /** Pieces are connected by the events and by the components they share. */
    private static Collection<Group> groups(Collection<Piece> pieces, List<Report> reports) {
        Map<Piece, Piece> leaders = new IdentityHashMap<>();
        Map<Long, Piece> byComponent = new HashMap<>();
        for (Piece piece : pieces) {
            connect(leaders, piece, byComponent.computeIfAbsent(piece.slot().component(), none -> piece));
        }
        reports.forEach(report -> connect(leaders, report.first(), report.last()));
        Map<Piece, Group> groups = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            groups.computeIfAbsent(leader(leaders, piece), none -> new Group(new ArrayList<>(), new ArrayList<>()))
                    .pieces
                    .add(piece);
        }
        reports.forEach(
                report -> groups.get(leader(leaders, report.first())).reports.add(report));
        return groups.values();
    }

    private static void connect(Map<Piece, Piece> leaders, Piece a, Piece b) {
        Piece leader = leader(leaders, a);
        leaders.put(leader, leader(leaders, b));
    }

    /** The leader of the group of a piece; the path to it is halved on the way. */
    private static Piece leader(Map<Piece, Piece> leaders, Piece piece) {
        Piece leader = piece;
        for (Piece next = leaders.getOrDefault(leader, leader); next != leader; ) {
            leaders.put(leader, leaders.getOrDefault(next, next));
            leader = leaders.get(leader);
            next = leaders.getOrDefault(leader, leader);
        }
        return leader;
    }

    private Map<UUID, Refusal> oneByOne(List<Report> reports) {
        List<Report> waiting = new ArrayList<>(reports);
        Map<UUID, Refusal> refused = new HashMap<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Iterator<Report> next = waiting.iterator(); next.hasNext(); ) {
                Report report = next.next();
                Refusal refusal = attempt(List.of(report));
                if (refusal == null) {
                    next.remove();
                    refused.remove(report.event().id());
                    progress = true;
                } else {
                    refused.put(report.event().id(), naming(report.event(), refusal));
                }
            }
        }
        return refused;
    }

    /** VOIDs first, that of the latest event before those of earlier ones; then the others in the order in which they happened. */
    private static List<Report> inOrder(Collection<Piece> pieces, List<Report> reports) {
        Map<UUID, HistoryEvent> stored = new LinkedHashMap<>();
        pieces.forEach(piece -> piece.events().forEach(event -> stored.put(event.id(), event)));
        Map<UUID, Integer> places = new HashMap<>();
        for (HistoryEvent event : HistoryOrder.ordered(stored.values())) {
            places.put(event.id(), places.size());
        }
        Map<UUID, Report> byEvent = new LinkedHashMap<>();
        reports.forEach(report -> byEvent.put(report.event().id(), report));
        Stream<HistoryEvent> corrections = reports.stream()
                .map(Report::event)
                .filter(event -> event.type() == EventType.VOID)
                .sorted(Comparator.comparing((HistoryEvent event) -> places.getOrDefault(event.about(), -1))
                        .reversed());
        Stream<HistoryEvent> others = HistoryOrder.ordered(reports.stream()
                        .map(Report::event)
                        .filter(event -> event.type() != EventType.VOID)
                        .toList())
                .stream();
        return Stream.concat(corrections, others)
                .map(event -> byEvent.get(event.id()))
                .toList();
    }

    /** Adds events to the histories of their pieces. Returns null, or why they are impossible; then nothing is changed. */
    private Refusal attempt(List<Report> reports) {
        Map<Piece, Piece.State> before = new LinkedHashMap<>();
        Refusal refusal = null;
        for (Iterator<Report> next = reports.iterator(); refusal == null && next.hasNext(); ) {
            Report report = next.next();
            report.pieces().forEach(piece -> before.putIfAbsent(piece, piece.state()));
            refusal = add(report);
        }
        for (Iterator<Piece> next = before.keySet().iterator(); refusal == null && next.hasNext(); ) {
            refusal = next.next().replay();
        }
        if (refusal == null) {
            refusal = fit(before, reports.get(reports.size() - 1).event());
        }
        if (refusal != null) {
            before.forEach(Piece::restore);
        }
        return refusal;
    }

    private static Refusal add(Report report) {
        HistoryEvent event = report.event();
        Piece first = report.first();
        Piece second = report.last();
        HistoryEvent exchange = event.type() == EventType.EXCHANGE ? event : null;
        if (exchange != null && (first == second || !first.isLike(second))) {
            return new Refusal(
                    event.id(),
                    null,
                    RefusalReason.NOT_ALIKE,
                    first == second
                            ? "a piece cannot be exchanged with itself"
                            : "only pieces of the same spec revision, count and size can be exchanged");
        }
        if (event.type() == EventType.VOID) {
            HistoryEvent target = first.events().stream()
                    .filter(earlier -> earlier.id().equals(event.about()))
                    .findFirst()
                    .orElseThrow();
            Refusal refusal = voidable(event, target, first.events());
            if (refusal != null) {
                return refusal;
            }
            exchange = target.type() == EventType.EXCHANGE ? target : null;
        }
        for (Piece piece : report.pieces()) {
            Refusal refusal = exchange == null ? null : laterExchange(event, exchange, piece.events());
            if (refusal != null) {
                return refusal;
            }
        }
        report.pieces().forEach(piece -> piece.events().add(event));
        if (exchange != null) {
            ComponentSlot slot = first.slot();
            first.moveTo(second.slot());
            second.moveTo(slot);
        }
        return null;
    }

    private static Refusal voidable(HistoryEvent event, HistoryEvent target, List<HistoryEvent> events) {
        if (target.type() == EventType.VOID) {
            return new Refusal(
                    event.id(),
                    target.id(),
                    RefusalReason.NOT_VOIDABLE,
                    "a VOID cannot be voided; report again what happened");
        }
        return events.stream()
                .filter(earlier ->
                        earlier.type() == EventType.VOID && target.id().equals(earlier.about()))
                .findFirst()
                .map(earlier -> new Refusal(
                        event.id(),
                        earlier.id(),
                        RefusalReason.NOT_VOIDABLE,
                        "event " + target.id() + " is voided already"))
                .orElse(null);
    }

    /**
     * Only the last exchange of a piece may be added or voided. So a piece fills the same component whether exchanges are
     * applied in the order in which they happened or in which they arrived.
     */
    private static Refusal laterExchange(HistoryEvent event, HistoryEvent exchange, List<HistoryEvent> events) {
        return HistoryOrder.exchanges(events).stream()
                .filter(other ->
                        !other.id().equals(exchange.id()) && HistoryOrder.OF_EXCHANGES.compare(other, exchange) > 0)
                .findFirst()
                .map(later -> new Refusal(
                        event.id(),
                        later.id(),
                        RefusalReason.LATER_EXCHANGE,
                        "the piece was exchanged again later, by event " + later.id()))
                .orElse(null);
    }

    /** Returns null, or which piece fills a component after the trial and may not. */
    private Refusal fit(Map<Piece, Piece.State> before, HistoryEvent event) {
        for (Map.Entry<Piece, Piece.State> trial : before.entrySet()) {
            Piece piece = trial.getKey();
            if (!piece.live() || trial.getValue().fills(piece.slot())) {
                continue;
            }
            ComponentSlot slot = piece.slot();
            String objection = !piece.fits(slot)
                    ? "component " + slot.code() + (slot.cancelled() ? " was cancelled" : " is of another spec now")
                    : pieces.stream()
                            .filter(other -> other != piece
                                    && other.live()
                                    && other.slot().component() == slot.component())
                            .findFirst()
                            .map(other -> "component " + slot.code() + " is filled by "
                                    + (other.tag() == null ? "another piece" : "piece " + other.tag()))
                            .orElse(null);
            if (objection != null) {
                return new Refusal(event.id(), null, RefusalReason.COMPONENT_TAKEN, objection);
            }
        }
        return null;
    }

    private static Refusal naming(HistoryEvent event, Refusal refusal) {
        return refusal.event().equals(event.id())
                ? refusal
                : new Refusal(
                        event.id(),
                        refusal.event(),
                        refusal.reason(),
                        "event " + refusal.event() + " depends on it or on what was before: " + refusal.message());
    }
}
