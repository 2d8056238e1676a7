package org.prefabtracker.tracking;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The events of one request to one project: each is led to the piece it is about or answered at once, then those of pieces
 * that hang together are decided together.
 */
final class BatchProcessor {

    private static final long TOLERATED_SECONDS_AHEAD = 300;

    private final List<EventInput> rows;
    private final EventSerializer canonical;
    private final Instant now;
    private final PieceLocker.Found found;
    private final Map<String, Piece> byTag;
    private final Map<Long, Piece> byComponent;
    private final Set<Piece> pieces;
    private final EventOutcome[] outcomes;
    /** What was led to pieces, by its place in the request. */
    private final Map<Integer, List<Piece>> led = new TreeMap<>();

    private final Map<Integer, HistoryEvent> applied = new TreeMap<>();

    BatchProcessor(List<EventInput> rows, PieceLocker.Found found, EventSerializer canonical, Instant now) {
        this.rows = rows;
        this.canonical = canonical;
        this.now = now;
        this.found = found;
        this.byTag = found.byTag();
        this.byComponent = found.byComponent();
        this.pieces = new LinkedHashSet<>(found.byId().values());
        this.outcomes = new EventOutcome[rows.size()];
        Map<UUID, EventInput> first = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            EventInput row = rows.get(i);
            EventInput earlier = first.putIfAbsent(row.eventId(), row);
            PieceLocker.Stored stored = found.events().get(row.eventId());
            outcomes[i] = stored != null
                    ? again(row, stored.content())
                    : earlier != null ? again(row, canonical.write(earlier)) : lead(i, row);
        }
    }

    /** The events that were applied, by their places in the request. */
    Map<Integer, HistoryEvent> applied() {
        return applied;
    }

    /** What an event was led to: two pieces where it is of an exchange. */
    List<Piece> about(int i) {
        return led.get(i);
    }

    private EventOutcome again(EventInput row, String content) {
        return canonical.write(row).equals(content)
                ? EventOutcome.of(row, EventOutcome.Kind.REPEATED)
                : refused(row, RefusalReason.EVENT_ID_REUSED, "an event of this id says something else", row.eventId());
    }

    /** Finds what an event is about; answers its outcome where that is settled already, else null. */
    private EventOutcome lead(int i, EventInput row) {
        if (row.component() != null && !found.places().containsKey(row.component())) {
            return EventOutcome.unknown(row, RefusalReason.NOT_FOUND, "there is no such component");
        }
        if (row.tag() != null && !byTag.containsKey(row.tag()) && row.type() != EventType.VOID) {
            return PieceTag.isWellFormed(row.tag())
                    ? EventOutcome.unknown(row, RefusalReason.NOT_FOUND, "there is no such tag")
                    : EventOutcome.unknown(row, RefusalReason.MISTYPED_TAG, PieceTag.MISTYPED);
        }
        if (canonical.at(row).toInstant().isAfter(now.plusSeconds(TOLERATED_SECONDS_AHEAD))) {
            return refused(row, RefusalReason.IN_THE_FUTURE, "it is more than 5 minutes ahead", null);
        }
        return switch (row.type()) {
            case VOID -> leadToTarget(i, row);
            case EXCHANGE -> leadToBoth(i, row);
            default -> leadToOne(i, row);
        };
    }

    private EventOutcome leadToTarget(int i, EventInput row) {
        PieceLocker.Stored target = found.events().get(row.voids());
        if (target == null) {
            return refused(row, RefusalReason.NO_SUCH_EVENT, "there is no event " + row.voids(), row.voids());
        }
        Piece piece = found.byId().get(target.piece());
        led.put(
                i,
                target.otherPiece() == null
                        ? List.of(piece)
                        : List.of(piece, found.byId().get(target.otherPiece())));
        return null;
    }

    private EventOutcome leadToBoth(int i, EventInput row) {
        boolean component = found.places().containsKey(row.with());
        String tag = PieceTag.normalise(row.with());
        if (!component && !byTag.containsKey(tag)) {
            return tag.length() == PieceTag.LENGTH && !PieceTag.isWellFormed(tag)
                    ? EventOutcome.unknown(row, RefusalReason.MISTYPED_TAG, "with: " + PieceTag.MISTYPED)
                    : EventOutcome.unknown(row, RefusalReason.NOT_FOUND, "with: there is no such component or tag");
        }
        String other = component ? row.with() : null;
        EventOutcome refused = notReleasable(row, row.component());
        refused = refused == null ? notReleasable(row, other) : refused;
        if (refused == null) {
            led.put(i, List.of(piece(row.component(), row.tag()), piece(other, tag)));
        }
        return refused;
    }

    private EventOutcome leadToOne(int i, EventInput row) {
        EventOutcome refused = notReleasable(row, row.component());
        if (refused != null) {
            return refused;
        }
        Piece piece = piece(row.component(), row.tag());
        int count = piece.place().count();
        if (row.netQuantity() != null && row.netQuantity().compareTo(BigDecimal.valueOf(count)) > 0) {
            return refused(
                    row, RefusalReason.OUT_OF_RANGE, "netQuantity is at most the count of the lot, " + count, null);
        }
        led.put(i, List.of(piece));
        return null;
    }

    /** Answers null where the component has a piece or one can be made for it; also where none is named. */
    private EventOutcome notReleasable(EventInput row, String component) {
        ComponentSlot place = component == null ? null : found.places().get(component);
        if (place == null || byComponent.containsKey(place.component()) || !place.cancelled() && place.releasable()) {
            return null;
        }
        return refused(
                row,
                RefusalReason.NOT_RELEASABLE,
                place.cancelled() ? "the component was cancelled" : "the spec revision is not released",
                null);
    }

    /** The live piece of a component, or the one that may be made for it; without a component the piece of a tag. */
    private Piece piece(String component, String tag) {
        if (component == null) {
            return byTag.get(tag);
        }
        return byComponent.computeIfAbsent(found.places().get(component).component(), none -> {
            Piece piece = Piece.toBeMadeFor(found.places().get(component));
            pieces.add(piece);
            return piece;
        });
    }

    /** Decides what was led to pieces. */
    void decide(long[] arrivals) {
        Map<Integer, HistoryEvent> events = new TreeMap<>();
        led.forEach((i, about) -> events.put(i, canonical.happened(rows.get(i), arrivals[i], arrivals[0])));
        for (Group group : groups()) {
            List<BatchDecider.Report> reports = group.rows.stream()
                    .map(i -> new BatchDecider.Report(events.get(i), led.get(i)))
                    .toList();
            Map<UUID, Refusal> refusals = BatchDecider.decide(group.pieces, reports);
            for (int i : group.rows) {
                Refusal refusal = refusals.get(rows.get(i).eventId());
                if (refusal == null) {
                    applied.put(i, events.get(i));
                } else {
                    outcomes[i] = refused(rows.get(i), refusal.reason(), refusal.message(), refusal.clash());
                }
            }
        }
    }

    private record Group(List<Piece> pieces, List<Integer> rows) {}

    /** Pieces hang together by the events and by the components they share. */
    private Collection<Group> groups() {
        Map<Piece, Piece> leaders = new IdentityHashMap<>();
        Map<Long, Piece> byPlace = new HashMap<>();
        for (Piece piece : pieces) {
            join(leaders, piece, byPlace.computeIfAbsent(piece.place().component(), none -> piece));
        }
        led.values().forEach(about -> join(leaders, about.get(0), about.get(about.size() - 1)));
        Map<Piece, Group> groups = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            groups.computeIfAbsent(leader(leaders, piece), none -> new Group(new ArrayList<>(), new ArrayList<>()))
                    .pieces
                    .add(piece);
        }
        led.forEach((i, about) -> groups.get(leader(leaders, about.get(0))).rows.add(i));
        return groups.values();
    }

    private static void join(Map<Piece, Piece> leaders, Piece a, Piece b) {
        Piece leader = leader(leaders, a);
        leaders.put(leader, leader(leaders, b));
    }

    private static Piece leader(Map<Piece, Piece> leaders, Piece piece) {
        Piece leader = piece;
        for (Piece next = leaders.getOrDefault(leader, leader); next != leader; ) {
            // half the way for whoever asks next
            leaders.put(leader, leaders.getOrDefault(next, next));
            leader = leaders.get(leader);
            next = leaders.getOrDefault(leader, leader);
        }
        return leader;
    }

    /** The outcomes in the order sent, once the pieces to be made are made. */
    List<EventOutcome> outcomes() {
        for (int i = 0; i < outcomes.length; i++) {
            EventInput row = rows.get(i);
            PieceLocker.Stored stored = found.events().get(row.eventId());
            if (led.containsKey(i)) {
                EventOutcome outcome =
                        outcomes[i] == null ? EventOutcome.of(row, EventOutcome.Kind.APPLIED) : outcomes[i];
                outcomes[i] = outcome.at(led.get(i).get(0));
            } else if (outcomes[i].outcome() == EventOutcome.Kind.REPEATED && stored != null) {
                outcomes[i] = outcomes[i].at(found.byId().get(stored.piece()));
            }
        }
        return Arrays.asList(outcomes);
    }

    private static EventOutcome refused(EventInput row, RefusalReason reason, String message, UUID clash) {
        return EventOutcome.of(row, EventOutcome.Kind.REFUSED).because(reason, message, clash);
    }
}
