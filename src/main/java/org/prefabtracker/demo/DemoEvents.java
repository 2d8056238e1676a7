package org.prefabtracker.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The events of a piece of the demo up to a stage, as JSON; their ids follow from their names. */
final class DemoEvents {

    /** The id of the last event; if it is stored, the load is complete. */
    static final UUID LAST = id("last");

    /** The final stage of a piece. */
    enum Until {
        DESIGNED,
        RELEASED,
        IN_PRODUCTION,
        PRODUCED,
        SHIPPED,
        DELIVERED,
        INSTALLED,
        ACCEPTED
    }

    private final String component;
    private final boolean steel;
    private final DemoCalendar calendar;
    private final LocalDate begin;
    private final int minute;
    private final String factory;
    private final String load;
    private final List<String> events = new ArrayList<>();
    /** Nonconformities by the day on which they were found. */
    private final Map<Integer, String> holds = new TreeMap<>();

    /**
     * @param begin the planned day of its RELEASE
     * @param nth its number among the pieces of that day, which gives the time of day
     */
    DemoEvents(DemoCalendar calendar, String component, boolean steel, LocalDate begin, int nth) {
        this.calendar = calendar;
        this.component = component;
        this.steel = steel;
        this.begin = begin;
        this.minute = nth % 480;
        this.factory = steel ? "南京钢构二厂" : "江宁构件厂";
        this.load = (steel ? "G-" : "C-") + calendar.on(begin.plusDays(24)) + "-" + (nth / 12 + 1);
    }

    List<String> until(Until stage) {
        if (reaches(stage, Until.RELEASED)) {
            happened(
                    0,
                    "RELEASE",
                    "\"factory\": \"" + factory + "\", \"dueOn\": \"" + calendar.on(begin.plusDays(24)) + "\"");
        }
        if (reaches(stage, Until.IN_PRODUCTION)) {
            happened(6, "STEP", steel ? "\"step\": \"WELDED\"" : "\"step\": \"CAST\", \"line\": \"PC-2\"");
        }
        if (reaches(stage, Until.PRODUCED)) {
            happened(14, "QC_PASS", "\"inspector\": \"吴工\", \"certificate\": \"HG-" + component + "\"");
        }
        if (reaches(stage, Until.SHIPPED)) {
            happened(24, "SHIP", "\"shipment\": \"" + load + "\", \"vehicle\": \"苏A·" + (1000 + minute) + "\"");
        }
        if (reaches(stage, Until.DELIVERED)) {
            happened(25, "RECEIVE", "\"result\": \"合格\", \"witness\": \"监理 陈\"");
        }
        if (reaches(stage, Until.INSTALLED)) {
            happened(27, "INSTALL", "\"equipment\": \"TC6013\"");
            happened(
                    28,
                    "CONNECT",
                    steel
                            ? "\"joint\": \"BOLT\""
                            : "\"joint\": \"SLEEVE_GROUT\", \"batch\": \"GJ-" + calendar.on(begin) + "\"");
        }
        if (reaches(stage, Until.ACCEPTED)) {
            happened(40, "ACCEPT", "\"inspector\": \"李工\", \"witness\": \"监理 陈\"");
        }
        // in a shortened plan they may be on the day of a step, which they follow
        holds.forEach((day, members) -> happened(day, "HOLD", members));
        return events;
    }

    /** Adds a nonconformity some days after the RELEASE, reported when it was found. */
    DemoEvents held(int day, String number, String reason) {
        holds.put(day, "\"number\": \"" + number + "\", \"reason\": \"" + reason + "\"");
        return this;
    }

    private static boolean reaches(Until stage, Until wanted) {
        return stage.compareTo(wanted) >= 0;
    }

    private void happened(int day, String type, String members) {
        LocalTime time = LocalTime.of(8, 0).plusMinutes(minute);
        events.add("""
                {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "%sT%s:00+08:00", "source": "demo", %s}""".formatted(
                        id(component + " " + type + " " + day),
                        component,
                        type,
                        calendar.on(begin.plusDays(day)),
                        time,
                        members));
    }

    /** An event that changes no stage: a piece is stored in the yard. */
    static String last(DemoCalendar calendar) {
        return """
                {"eventId": "%s", "component": "1#-17-WQ-01", "type": "STORE", "occurredAt": "%sT17:00:00+08:00",
                 "place": "堆场 B-07", "source": "demo"}""".formatted(LAST, calendar.on(LocalDate.of(2025, 10, 20)));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("prefab-tracker demo " + name).getBytes(StandardCharsets.UTF_8));
    }
}
