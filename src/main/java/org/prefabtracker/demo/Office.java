package org.prefabtracker.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.component.ComponentInput;

/** An office of 6 storeys with a steel frame that is nearly complete. It has no kitchens. */
final class Office {

    private static final String CODE = "2#";
    private static final int STOREYS = 6;
    private static final LocalDate BEGIN = LocalDate.of(2025, 4, 6);
    private static final int DAYS_PER_STOREY = 12;

    private static final Set<String> STEEL = Set.of("GZ", "GKL", "GCL", "LCB");

    /** The components of a storey; sections state their length in m, decks and panels their area in m2. */
    private record Kind(
            String name,
            String mark,
            int quantity,
            String spec,
            int count,
            String lengthM,
            String planM2,
            String faceM2) {}

    private static final List<Kind> TYPICAL = List.of(
            new Kind("GZ", "GZ-1", 20, "HW400x400x13x21", 1, "4.2", null, null),
            new Kind("GKL", "GKL-1", 24, "HN500x200x10x16", 1, "8.1", null, null),
            new Kind("GCL", "GCL-1", 18, "HN400x200x8x13", 1, "7.8", null, null),
            new Kind("LCB", "LCB-1", 16, "YX65-185-555", 24, null, "66.5", null),
            new Kind("WQ", "WQ-1", 12, "WGB-3636", 1, null, null, null),
            new Kind("WA", "WA-1", 4, "ALC-WQ-200", 20, null, null, "42"),
            new Kind("NQ", "NQ-1", 6, "ALC-NQ-120", 30, null, null, "108"),
            new Kind("ZTW", "ZTW-2", 2, "ZTW-1822", 1, null, null, null));

    private Office() {}

    static DemoBuilding building(DemoCalendar calendar) {
        List<ComponentInput> bill = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int storey = 1; storey <= STOREYS; storey++) {
            int nth = 0;
            for (Kind kind : TYPICAL) {
                for (int i = 1; i <= kind.quantity(); i++) {
                    String code = String.format(Locale.ROOT, "%s-%02d-%s-%02d", CODE, storey, kind.name(), i);
                    bill.add(row(code, storey, kind, i));
                    DemoEvents life = new DemoEvents(
                            calendar,
                            code,
                            STEEL.contains(kind.name()),
                            BEGIN.plusDays((long) (storey - 1) * DAYS_PER_STOREY),
                            nth++);
                    events.addAll(life.until(until(storey, kind)));
                }
            }
        }
        return new DemoBuilding(CODE, facts(calendar), Map.of("DESIGN", DESIGN), bill, events);
    }

    private static ComponentInput row(String code, int storey, Kind kind, int i) {
        return new ComponentInput(
                code,
                kind.mark(),
                CODE,
                Integer.toString(storey),
                null,
                null,
                kind.spec(),
                null,
                null,
                (char) ('A' + i % 5) + "-" + (i % 8 + 1),
                null,
                kind.count(),
                new Quantities(
                        null,
                        null,
                        null,
                        null,
                        number(kind.lengthM()),
                        number(kind.planM2()),
                        number(kind.faceM2()),
                        null));
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    /** The frame comes first, the decks a storey later, walls and fittings when the frame is accepted. */
    private static DemoEvents.Until until(int storey, Kind kind) {
        int behind = !STEEL.contains(kind.name()) ? storey + 3 : kind.name().equals("LCB") ? storey + 1 : storey;
        return switch (behind) {
            case 1, 2 -> DemoEvents.Until.ACCEPTED;
            case 3, 4 -> DemoEvents.Until.INSTALLED;
            case 5 -> DemoEvents.Until.DELIVERED;
            case 6 -> DemoEvents.Until.PRODUCED;
            case 7 -> DemoEvents.Until.RELEASED;
            default -> DemoEvents.Until.DESIGNED;
        };
    }

    private static String facts(DemoCalendar calendar) {
        String storeys = IntStream.rangeClosed(1, STOREYS)
                .mapToObj(storey -> """
                        {"code": "%d", "kind": "ABOVE_GROUND", "planAreaM2": 1152}""".formatted(storey))
                .collect(Collectors.joining(", "));
        return """
                {"code": "2#", "name": "2号办公楼", "planningNumber": "2025-0117-2", "constructionPermit": "320115202502280102",
                 "use": "PUBLIC", "structure": "STEEL", "storeys": 6, "floorAreaM2": 6912, "aboveGroundAreaM2": 6912,
                 "startedOn": "%s", "storeyList": [%s]}""".formatted(calendar.startOn(LocalDate.of(2025, 3, 20)), storeys);
    }

    private static final String DESIGN = """
            {"measures": {"nonLoadBearingEnvelopeArea": 2160, "envelopeArea": 2160, "partitionArea": 5184, "dryFloorArea": 5200,
              "bathroomArea": 374.4, "pipelineLength": 24800, "separatedPipelineLength": 16120, "fullDecoration": true},
             "sources": {"envelopeArea": "JS-08", "partitionArea": "JS-11", "pipelineLength": "DS-04"},
             "absent": [{"what": "kitchen", "reason": "办公建筑，无厨房", "evidence": "JS-04"}]}""";
}
