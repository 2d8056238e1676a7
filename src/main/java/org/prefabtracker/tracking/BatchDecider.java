package org.prefabtracker.tracking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What becomes of the new events of pieces that hang together: an event is applied if the histories of its pieces with it
 * refuse nothing and every component is left with one live piece at most. They are tried all together first, then one by one
 * in the order in which they happened, until nothing more applies. Pure; the pieces are left as they stand afterwards.
 */
final class BatchDecider {

    /** A new event and the pieces it is about: two of an EXCHANGE and of its VOID. */
    record Report(HistoryEvent event, List<Piece> pieces) {}

    private final Collection<Piece> pieces;

    private BatchDecider(Collection<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Answers the refusal of each event that was not applied, by its id. */
    static Map<UUID, Refusal> decide(Collection<Piece> pieces, List<Report> reports) {
        pieces.forEach(Piece::replay);
        if (reports.isEmpty()) {
            return Map.of();
        }
        BatchDecider decision = new BatchDecider(pieces);
        List<Report> ordered = inOrder(pieces, reports);
        return decision.attempt(ordered) == null ? Map.of() : decision.oneByOne(ordered);
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

    /** What takes back first, the latest target before the earlier ones it may rest on; then as it happened. */
    private static List<Report> inOrder(Collection<Piece> pieces, List<Report> reports) {
        Map<UUID, HistoryEvent> stored = new LinkedHashMap<>();
        pieces.forEach(piece -> piece.events().forEach(event -> stored.put(event.id(), event)));
        Map<UUID, Integer> places = new HashMap<>();
        for (HistoryEvent event : PieceHistory.ordered(stored.values())) {
            places.put(event.id(), places.size());
        }
        Map<UUID, Report> byEvent = new LinkedHashMap<>();
        reports.forEach(report -> byEvent.put(report.event().id(), report));
        Stream<HistoryEvent> corrections = reports.stream()
                .map(Report::event)
                .filter(event -> event.type() == EventType.VOID)
                .sorted(Comparator.comparing((HistoryEvent event) -> places.getOrDefault(event.about(), -1))
                        .reversed());
        Stream<HistoryEvent> others = PieceHistory.ordered(reports.stream()
                        .map(Report::event)
                        .filter(event -> event.type() != EventType.VOID)
                        .toList())
                .stream();
        return Stream.concat(corrections, others)
                .map(event -> byEvent.get(event.id()))
                .toList();
    }

    /** Adds events to the histories of their pieces; answers why that cannot be, and then nothing is changed. */
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
            before.forEach(Piece::back);
        }
        return refusal;
    }

    private static Refusal add(Report report) {
        HistoryEvent event = report.event();
        Piece first = report.pieces().get(0);
        Piece second = report.pieces().get(report.pieces().size() - 1);
        HistoryEvent exchange = event.type() == EventType.EXCHANGE ? event : null;
        if (exchange != null && (first == second || !first.isLike(second))) {
            return new Refusal(
                    event.id(),
                    null,
                    RefusalReason.NOT_ALIKE,
                    first == second
                            ? "a piece is not exchanged with itself"
                            : "only pieces of the same spec revision, count and size are exchanged");
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
            Refusal refusal = exchange == null ? null : last(event, exchange, piece.events());
            if (refusal != null) {
                return refusal;
            }
        }
        report.pieces().forEach(piece -> piece.events().add(event));
        if (exchange != null) {
            ComponentSlot place = first.place();
            first.moveTo(second.place());
            second.moveTo(place);
        }
        return null;
    }

    private static Refusal voidable(HistoryEvent event, HistoryEvent target, List<HistoryEvent> events) {
        if (target.type() == EventType.VOID) {
            return new Refusal(
                    event.id(),
                    target.id(),
                    RefusalReason.NOT_VOIDABLE,
                    "a VOID is not taken back; report anew what happened");
        }
        return events.stream()
                .filter(earlier ->
                        earlier.type() == EventType.VOID && target.id().equals(earlier.about()))
                .findFirst()
                .map(earlier -> new Refusal(
                        event.id(),
                        earlier.id(),
                        RefusalReason.NOT_VOIDABLE,
                        "event " + target.id() + " is taken back already"))
                .orElse(null);
    }

    /**
     * Exchanges of a piece are made and taken back at their end only. So what a piece fills is the same whether exchanges
     * are taken in the order in which they happened or in which they arrived.
     */
    private static Refusal last(HistoryEvent event, HistoryEvent exchange, List<HistoryEvent> events) {
        return PieceHistory.exchanges(events).stream()
                .filter(other ->
                        !other.id().equals(exchange.id()) && PieceHistory.EXCHANGES.compare(other, exchange) > 0)
                .findFirst()
                .map(later -> new Refusal(
                        event.id(),
                        later.id(),
                        RefusalReason.LATER_EXCHANGE,
                        "the piece was exchanged again later, by event " + later.id()))
                .orElse(null);
    }

    /** Whether what came to fill a component may. */
    private Refusal fit(Map<Piece, Piece.State> before, HistoryEvent event) {
        for (Map.Entry<Piece, Piece.State> trial : before.entrySet()) {
            Piece piece = trial.getKey();
            if (!piece.live() || trial.getValue().fills(piece.place())) {
                continue;
            }
            ComponentSlot place = piece.place();
            String objection = !piece.fits(place)
                    ? "component " + place.code() + (place.cancelled() ? " was cancelled" : " is of another spec now")
                    : pieces.stream()
                            .filter(other -> other != piece
                                    && other.live()
                                    && other.place().component() == place.component())
                            .findFirst()
                            .map(other -> "component " + place.code() + " is filled by "
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
                        "event " + refusal.event() + " rests on it or on what was before: " + refusal.message());
    }
}
