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
final class Batch {

    private static final long TOLERATED_SECONDS_AHEAD = 300;

    private final List<EventRow> rows;
    private final Canonical canonical;
    private final Instant now;
    private final Pieces.Found found;
    private final Map<String, Piece> byTag;
    private final Map<Long, Piece> byComponent;
    private final Set<Piece> pieces;
    private final Outcome[] outcomes;
    /** What was led to pieces, by its place in the request. */
    private final Map<Integer, List<Piece>> led = new TreeMap<>();

    private final Map<Integer, Happened> applied = new TreeMap<>();

    Batch(List<EventRow> rows, Pieces.Found found, Canonical canonical, Instant now) {
        this.rows = rows;
        this.canonical = canonical;
        this.now = now;
        this.found = found;
        this.byTag = found.byTag();
        this.byComponent = found.byComponent();
        this.pieces = new LinkedHashSet<>(found.byId().values());
        this.outcomes = new Outcome[rows.size()];
        Map<UUID, EventRow> first = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            EventRow row = rows.get(i);
            EventRow earlier = first.putIfAbsent(row.eventId(), row);
            Pieces.Stored stored = found.events().get(row.eventId());
            outcomes[i] = stored != null
                    ? again(row, stored.content())
                    : earlier != null ? again(row, canonical.write(earlier)) : lead(i, row);
        }
    }

    /** The events that were applied, by their places in the request. */
    Map<Integer, Happened> applied() {
        return applied;
    }

    /** What an event was led to: two pieces where it is of an exchange. */
    List<Piece> about(int i) {
        return led.get(i);
    }

    private Outcome again(EventRow row, String content) {
        return canonical.write(row).equals(content)
                ? Outcome.of(row, Outcome.Kind.REPEATED)
                : refused(row, Reason.EVENT_ID_REUSED, "an event of this id says something else", row.eventId());
    }

    /** Finds what an event is about; answers its outcome where that is settled already, else null. */
    private Outcome lead(int i, EventRow row) {
        if (row.component() != null && !found.places().containsKey(row.component())) {
            return Outcome.unknown(row, Reason.NOT_FOUND, "there is no such component");
        }
        if (row.tag() != null && !byTag.containsKey(row.tag()) && row.type() != EventType.VOID) {
            return Tag.isWellFormed(row.tag())
                    ? Outcome.unknown(row, Reason.NOT_FOUND, "there is no such tag")
                    : Outcome.unknown(row, Reason.MISTYPED_TAG, Tag.MISTYPED);
        }
        if (canonical.at(row).toInstant().isAfter(now.plusSeconds(TOLERATED_SECONDS_AHEAD))) {
            return refused(row, Reason.IN_THE_FUTURE, "it is more than 5 minutes ahead", null);
        }
        return switch (row.type()) {
            case VOID -> leadToTarget(i, row);
            case EXCHANGE -> leadToBoth(i, row);
            default -> leadToOne(i, row);
        };
    }

    private Outcome leadToTarget(int i, EventRow row) {
        Pieces.Stored target = found.events().get(row.voids());
        if (target == null) {
            return refused(row, Reason.NO_SUCH_EVENT, "there is no event " + row.voids(), row.voids());
        }
        Piece piece = found.byId().get(target.piece());
        led.put(
                i,
                target.otherPiece() == null
                        ? List.of(piece)
                        : List.of(piece, found.byId().get(target.otherPiece())));
        return null;
    }

    private Outcome leadToBoth(int i, EventRow row) {
        boolean component = found.places().containsKey(row.with());
        String tag = Tag.normalise(row.with());
        if (!component && !byTag.containsKey(tag)) {
            return tag.length() == Tag.LENGTH && !Tag.isWellFormed(tag)
                    ? Outcome.unknown(row, Reason.MISTYPED_TAG, "with: " + Tag.MISTYPED)
                    : Outcome.unknown(row, Reason.NOT_FOUND, "with: there is no such component or tag");
        }
        String other = component ? row.with() : null;
        Outcome refused = notReleasable(row, row.component());
        refused = refused == null ? notReleasable(row, other) : refused;
        if (refused == null) {
            led.put(i, List.of(piece(row.component(), row.tag()), piece(other, tag)));
        }
        return refused;
    }

    private Outcome leadToOne(int i, EventRow row) {
        Outcome refused = notReleasable(row, row.component());
        if (refused != null) {
            return refused;
        }
        Piece piece = piece(row.component(), row.tag());
        int count = piece.place().count();
        if (row.netQuantity() != null && row.netQuantity().compareTo(BigDecimal.valueOf(count)) > 0) {
            return refused(row, Reason.OUT_OF_RANGE, "netQuantity is at most the count of the lot, " + count, null);
        }
        led.put(i, List.of(piece));
        return null;
    }

    /** Answers null where the component has a piece or one can be made for it; also where none is named. */
    private Outcome notReleasable(EventRow row, String component) {
        BillPlace place = component == null ? null : found.places().get(component);
        if (place == null || byComponent.containsKey(place.component()) || !place.cancelled() && place.releasable()) {
            return null;
        }
        return refused(
                row,
                Reason.NOT_RELEASABLE,
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
        Map<Integer, Happened> events = new TreeMap<>();
        led.forEach((i, about) -> events.put(i, canonical.happened(rows.get(i), arrivals[i], arrivals[0])));
        for (Group group : groups()) {
            List<Decision.Report> reports = group.rows.stream()
                    .map(i -> new Decision.Report(events.get(i), led.get(i)))
                    .toList();
            Map<UUID, Refusal> refusals = Decision.decide(group.pieces, reports);
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
    List<Outcome> outcomes() {
        for (int i = 0; i < outcomes.length; i++) {
            EventRow row = rows.get(i);
            Pieces.Stored stored = found.events().get(row.eventId());
            if (led.containsKey(i)) {
                Outcome outcome = outcomes[i] == null ? Outcome.of(row, Outcome.Kind.APPLIED) : outcomes[i];
                outcomes[i] = outcome.at(led.get(i).get(0));
            } else if (outcomes[i].outcome() == Outcome.Kind.REPEATED && stored != null) {
                outcomes[i] = outcomes[i].at(found.byId().get(stored.piece()));
            }
        }
        return Arrays.asList(outcomes);
    }

    private static Outcome refused(EventRow row, Reason reason, String message, UUID clash) {
        return Outcome.of(row, Outcome.Kind.REFUSED).because(reason, message, clash);
    }
}
