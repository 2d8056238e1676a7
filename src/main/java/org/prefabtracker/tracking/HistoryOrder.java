package org.prefabtracker.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Which events of a history count, and the order in which they happened. Pure. */
final class HistoryOrder {

    private static final Comparator<HistoryEvent> BY_TIME =
            Comparator.comparing(HistoryEvent::at).thenComparing(HistoryEvent::arrival);
    private static final Comparator<HistoryEvent> BY_LIFE_CYCLE =
            Comparator.comparing(HistoryEvent::type).thenComparing(HistoryEvent::arrival);

    /** The order of exchanges: that of {@link #ordered}, whatever else happened on their days. */
    static final Comparator<HistoryEvent> OF_EXCHANGES = Comparator.comparing(HistoryEvent::day)
            .thenComparing(event -> !event.timed())
            .thenComparing(HistoryEvent::at)
            .thenComparing(HistoryEvent::arrival);

    private HistoryOrder() {}

    /**
     * Events in the order in which they happened. Comparing a day with a time gives no order (it would not be transitive), so each
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

    /** The events that count, in the order in which they happened: no VOID, and none that a VOID takes back. */
    static List<HistoryEvent> counting(Collection<HistoryEvent> events) {
        Set<UUID> voided = voided(events);
        return ordered(events).stream()
                .filter(event -> event.type() != EventType.VOID && !voided.contains(event.id()))
                .toList();
    }

    /** The ids of the events that a VOID takes back; {@link EventSql#isVoided} is the same in SQL. */
    static Set<UUID> voided(Collection<HistoryEvent> events) {
        Set<UUID> voided = new HashSet<>();
        for (HistoryEvent event : events) {
            if (event.type() == EventType.VOID) {
                voided.add(event.about());
            }
        }
        return voided;
    }

    /** The exchanges that count. */
    static List<HistoryEvent> exchanges(Collection<HistoryEvent> events) {
        if (events.stream().noneMatch(event -> event.type() == EventType.EXCHANGE)) {
            return List.of();
        }
        Set<UUID> voided = voided(events);
        return events.stream()
                .filter(event -> event.type() == EventType.EXCHANGE && !voided.contains(event.id()))
                .toList();
    }

    /**
     * The events that count and had happened at a moment, in order. An event without a time had happened if its day was over, or
     * if an event after it had happened. So what had happened is always a beginning of the whole history, and as possible as
     * that (docs/adr/0012).
     *
     * @param moment null: all of them
     * @param surely events that had happened whatever their time is, because that is known from elsewhere
     */
    static List<HistoryEvent> happenedBy(
            Collection<HistoryEvent> events, Instant moment, ZoneId zone, Set<UUID> surely) {
        List<HistoryEvent> counting = counting(events);
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
}
