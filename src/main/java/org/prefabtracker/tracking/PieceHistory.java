package org.prefabtracker.tracking;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.component.PieceStage;

/**
 * What the events of one piece amount to (domain: the life of a piece). Pure: the same events give the same state, whatever
 * the order in which they are handed over.
 */
final class PieceHistory {

    /** What speaks against an event at its place in the history. */
    private record Objection(RefusalReason reason, String message) {}

    /** Either what the events amount to, or why they cannot have been. */
    record Replay(PieceHistory history, Refusal refusal) {
        boolean possible() {
            return refusal == null;
        }
    }

    private static final Comparator<HistoryEvent> BY_TIME =
            Comparator.comparing(HistoryEvent::at).thenComparing(HistoryEvent::arrival);
    private static final Comparator<HistoryEvent> BY_LIFE_CYCLE =
            Comparator.comparing(HistoryEvent::type).thenComparing(HistoryEvent::arrival);

    /** The order of exchanges; that of {@link #ordered}, whatever else happened on their days. */
    static final Comparator<HistoryEvent> EXCHANGES = Comparator.comparing(HistoryEvent::day)
            .thenComparing(event -> !event.timed())
            .thenComparing(HistoryEvent::at)
            .thenComparing(HistoryEvent::arrival);

    private static final Set<EventType> WITNESSED =
            EnumSet.of(EventType.STEP, EventType.RECEIVE, EventType.CONNECT, EventType.ACCEPT);

    private final Category category;
    private PieceStage stage = PieceStage.DESIGNED;
    /** Open holds by number, with the event that made them known. */
    private final Map<String, HistoryEvent> holds = new LinkedHashMap<>();

    private final Map<UUID, Set<EventType>> contradicted = new LinkedHashMap<>();

    private final Set<String> everHeld = new HashSet<>();
    private final Set<UUID> toBeWitnessed = new HashSet<>();
    private final Map<PieceStage, LocalDate> reached = new EnumMap<>(PieceStage.class);
    private boolean connected;
    private String place;
    private BigDecimal netQuantity;
    private UUID last;
    /** The event that brought the piece to its stage. */
    private UUID arrived;

    private PieceHistory(Category category) {
        this.category = category;
    }

    PieceStage stage() {
        return stage;
    }

    Set<String> holds() {
        return holds.keySet();
    }

    /** The day it came to a stage, for the last time; null where it did not, or has left it again. */
    LocalDate reached(PieceStage wanted) {
        return reached.get(wanted);
    }

    /** What came later than a hold although it was open, because it was not known yet; by the event of the hold. */
    Map<UUID, Set<EventType>> contradicted() {
        return contradicted;
    }

    UUID arrived() {
        return arrived;
    }

    String place() {
        return place;
    }

    BigDecimal netQuantity() {
        return netQuantity;
    }

    /** Replays events in the order in which they happened; those taken back by a VOID are left out. */
    static Replay replay(Collection<HistoryEvent> events, Category category) {
        Set<UUID> voided = voided(events);
        PieceHistory history = new PieceHistory(category);
        for (HistoryEvent event : ordered(events)) {
            if (event.type() == EventType.VOID || voided.contains(event.id())) {
                continue;
            }
            Objection objection = history.apply(event);
            if (objection != null) {
                return new Replay(null, new Refusal(event.id(), history.last, objection.reason(), objection.message()));
            }
            history.last = event.id();
        }
        return new Replay(history, null);
    }

    /**
     * Those of the events that count and had happened by a moment, in order. Of a day's events without a time those that stand
     * before one that had happened, and all once the day is over: so what had happened is always a beginning of the whole
     * history, and as possible as that (docs/adr/0012).
     *
     * @param moment null: all of them
     * @param surely events that had happened whatever their time says, because that is known from elsewhere
     */
    static List<HistoryEvent> happenedBy(
            Collection<HistoryEvent> events, Instant moment, ZoneId zone, Set<UUID> surely) {
        Set<UUID> voided = voided(events);
        List<HistoryEvent> counting = ordered(events).stream()
                .filter(event -> event.type() != EventType.VOID && !voided.contains(event.id()))
                .toList();
        if (moment == null) {
            return counting;
        }
        int size = counting.size();
        while (size > 0
                && !counting.get(size - 1).by(moment, zone)
                && !surely.contains(counting.get(size - 1).id())) {
            size--;
        }
        return counting.subList(0, size);
    }

    /** What events in their order amount to. One that cannot have been is left out: none was ever taken. */
    static PieceHistory of(List<HistoryEvent> inOrder, Category category) {
        PieceHistory history = new PieceHistory(category);
        for (HistoryEvent event : inOrder) {
            history.apply(event);
        }
        return history;
    }

    /** The exchanges among events that were not taken back. */
    static List<HistoryEvent> exchanges(Collection<HistoryEvent> events) {
        if (events.stream().noneMatch(event -> event.type() == EventType.EXCHANGE)) {
            return List.of();
        }
        Set<UUID> voided = voided(events);
        return events.stream()
                .filter(event -> event.type() == EventType.EXCHANGE && !voided.contains(event.id()))
                .toList();
    }

    private static Set<UUID> voided(Collection<HistoryEvent> events) {
        Set<UUID> voided = new HashSet<>();
        for (HistoryEvent event : events) {
            if (event.type() == EventType.VOID) {
                voided.add(event.about());
            }
        }
        return voided;
    }

    /**
     * The order in which events happened. Comparing a day with a time gives no order (it would not be transitive), so each
     * event without a time goes after the last event of its day that does not come later in the life cycle.
     */
    static List<HistoryEvent> ordered(Collection<HistoryEvent> events) {
        Map<LocalDate, List<HistoryEvent>> days = new TreeMap<>();
        events.stream().filter(HistoryEvent::timed).sorted(BY_TIME).forEach(event -> days.computeIfAbsent(
                        event.day(), day -> new ArrayList<>())
                .add(event));
        events.stream().filter(event -> !event.timed()).sorted(BY_LIFE_CYCLE).forEach(event -> {
            List<HistoryEvent> day = days.computeIfAbsent(event.day(), none -> new ArrayList<>());
            int position = day.size();
            while (position > 0 && day.get(position - 1).type().compareTo(event.type()) > 0) {
                position--;
            }
            day.add(position, event);
        });
        return days.values().stream().flatMap(List::stream).toList();
    }

    /** Answers null, or what speaks against the event here. */
    private Objection apply(HistoryEvent event) {
        Objection wrongStage = new Objection(RefusalReason.WRONG_STAGE, "not possible for a piece that is " + stage);
        switch (event.type()) {
            case RELEASE -> {
                if (stage != PieceStage.DESIGNED) {
                    return new Objection(RefusalReason.WRONG_STAGE, "it was released already");
                }
                go(PieceStage.RELEASED, event);
            }
            case STEP -> {
                if (stage != PieceStage.RELEASED && stage != PieceStage.IN_PRODUCTION) {
                    return wrongStage;
                }
                go(PieceStage.IN_PRODUCTION, event);
            }
            case QC_PASS -> {
                boolean made = stage == PieceStage.RELEASED || stage == PieceStage.IN_PRODUCTION;
                if (!made && stage != PieceStage.PRODUCED && stage != PieceStage.DELIVERED) {
                    return wrongStage;
                }
                for (String number : event.closes()) {
                    if (!everHeld.contains(number)) {
                        return new Objection(RefusalReason.NO_SUCH_HOLD, "there is no hold " + number);
                    }
                }
                event.closes().forEach(holds::remove);
                if (blocked(event)) {
                    return onHold();
                }
                if (made) {
                    go(PieceStage.PRODUCED, event);
                }
            }
            case QC_FAIL, HOLD -> {
                if (!stage.live()) {
                    return wrongStage;
                }
                hold(event);
            }
            case UNHOLD -> {
                if (!stage.live()) {
                    return wrongStage;
                }
                if (holds.remove(event.number()) == null) {
                    return new Objection(RefusalReason.NO_SUCH_HOLD, "there is no open hold " + event.number());
                }
            }
            case REWORK -> {
                if (stage != PieceStage.PRODUCED) {
                    return wrongStage;
                }
                go(PieceStage.IN_PRODUCTION, event);
            }
            case STORE -> {
                if (stage.compareTo(PieceStage.IN_PRODUCTION) < 0 || stage.compareTo(PieceStage.DELIVERED) > 0) {
                    return wrongStage;
                }
            }
            case SEND_OUT, TAKE_BACK -> {
                if (stage != PieceStage.IN_PRODUCTION && stage != PieceStage.PRODUCED) {
                    return wrongStage;
                }
            }
            case SHIP -> {
                if (stage != PieceStage.PRODUCED) {
                    return wrongStage;
                }
                if (blocked(event)) {
                    return onHold();
                }
                go(PieceStage.SHIPPED, event);
            }
            case RECEIVE -> {
                if (stage != PieceStage.SHIPPED) {
                    return wrongStage;
                }
                go(PieceStage.DELIVERED, event);
            }
            case RETURN -> {
                if (stage != PieceStage.SHIPPED && stage != PieceStage.DELIVERED) {
                    return wrongStage;
                }
                go(PieceStage.PRODUCED, event);
                hold(event);
            }
            case EXCHANGE -> {
                if (!stage.live() || stage.compareTo(PieceStage.DELIVERED) > 0) {
                    return wrongStage;
                }
            }
            case INSTALL -> {
                if (stage != PieceStage.DELIVERED) {
                    return wrongStage;
                }
                if (blocked(event)) {
                    return onHold();
                }
                connected = false;
                netQuantity = event.netQuantity();
                go(PieceStage.INSTALLED, event);
            }
            case CONNECT -> {
                if (stage != PieceStage.INSTALLED && stage != PieceStage.ACCEPTED) {
                    return wrongStage;
                }
                connected = true;
            }
            case ACCEPT -> {
                if (stage != PieceStage.INSTALLED) {
                    return wrongStage;
                }
                if (blocked(event)) {
                    return onHold();
                }
                if (category.mainStructure() && !connected) {
                    return new Objection(
                            RefusalReason.WRONG_STAGE,
                            "a part of the main structure is not accepted before it was connected");
                }
                go(PieceStage.ACCEPTED, event);
            }
            case REMOVE -> {
                if (stage != PieceStage.INSTALLED && stage != PieceStage.ACCEPTED) {
                    return wrongStage;
                }
                netQuantity = null;
                go(PieceStage.DELIVERED, event);
                hold(event);
            }
            case SCRAP -> {
                if (!stage.live()) {
                    return wrongStage;
                }
                go(PieceStage.SCRAPPED, event);
            }
            case WITNESS -> {
                if (!toBeWitnessed.contains(event.about())) {
                    return new Objection(
                            RefusalReason.NO_SUCH_EVENT,
                            "before it there is no STEP, RECEIVE, CONNECT or ACCEPT " + event.about());
                }
            }
            case VOID -> throw new IllegalArgumentException("a VOID is no part of what happened");
        }
        if (WITNESSED.contains(event.type())) {
            toBeWitnessed.add(event.id());
        }
        if (event.place() != null) {
            place = event.place();
        }
        return null;
    }

    private void go(PieceStage next, HistoryEvent event) {
        if (next != stage) {
            if (next.compareTo(stage) < 0) {
                reached.keySet().removeIf(left -> left.compareTo(next) > 0);
            }
            reached.put(next, event.localDate());
            stage = next;
            arrived = event.id();
        }
    }

    private void hold(HistoryEvent event) {
        holds.put(event.opens(), event);
        everHeld.add(event.opens());
    }

    /** A hold acts from the moment it is known: on what arrives with or after it. What had arrived before it contradicts. */
    private boolean blocked(HistoryEvent event) {
        for (HistoryEvent hold : holds.values()) {
            if (hold.batch() <= event.batch()) {
                return true;
            }
            contradicted
                    .computeIfAbsent(hold.id(), none -> EnumSet.noneOf(EventType.class))
                    .add(event.type());
        }
        return false;
    }

    private Objection onHold() {
        return new Objection(RefusalReason.ON_HOLD, "hold " + String.join(", ", holds.keySet()) + " is open");
    }
}
