package org.prefabtracker.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.component.ComponentInput;

/** A half-built residential tower of 18 storeys in precast concrete. */
final class Tower {

    private static final String CODE = "1#";
    private static final int STOREYS = 18;
    private static final LocalDate BEGIN = LocalDate.of(2025, 3, 2);
    private static final int DAYS_PER_STOREY = 7;

    /** The components of a typical storey: how many, of which spec, with which mark. */
    private record Kind(
            String name, String mark, int quantity, String spec, boolean exterior, int count, String faceM2) {
        Kind(String name, String mark, int quantity, String spec) {
            this(name, mark, quantity, spec, false, 1, null);
        }
    }

    private static final List<Kind> TYPICAL = List.of(
            new Kind("DBS", "YB-1", 22, "DBS2-67-3620-31"),
            new Kind("DBE", "YB-2", 14, "DBS1-67-4224-31"),
            new Kind("DBD", "YB-3", 10, "DBD67-3620-3"),
            new Kind("ST", "YT-1", 4, "ST-29-25"),
            new Kind("YT", "YYT-1", 4, "YTB-D-1233-08"),
            new Kind("KT", "KT-1", 6, "KTB-84-130"),
            new Kind("NQ", "YNQ-1", 14, "NQ-3029"),
            new Kind("WQ", "YWQ-1", 12, "WQC1-3629-1514", true, 1, null),
            new Kind("WG", "YWG-1", 8, "WGB-2429"),
            new Kind("GQ", "NG-1", 8, "ALC-NQ-100", false, 12, "41.76"),
            new Kind("GZ", "NG-2", 4, "GQ-120", false, 12, "43.2"),
            new Kind("WS", "ZTW-1", 4, "ZTW-1620"));

    private Tower() {}

    static DemoBuilding building(DemoCalendar calendar) {
        List<ComponentInput> bill = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int storey = 1; storey <= STOREYS; storey++) {
            int nth = 0;
            for (Kind kind : TYPICAL) {
                for (int i = 1; i <= kind.quantity(); i++) {
                    ComponentInput row = row(storey, kind, i);
                    bill.add(row);
                    events.addAll(life(calendar, row, storey, kind, i, nth++));
                }
            }
        }
        return new DemoBuilding(CODE, facts(calendar), Map.of("DESIGN", DESIGN, "AS_BUILT", AS_BUILT), bill, events);
    }

    private static ComponentInput row(int storey, Kind kind, int i) {
        return new ComponentInput(
                String.format(Locale.ROOT, "%s-%02d-%s-%02d", CODE, storey, kind.name(), i),
                kind.mark(),
                CODE,
                Integer.toString(storey),
                null,
                null,
                kind.spec(),
                null,
                null,
                "A-" + (char) ('B' + i % 12) + "/" + (i % 9 + 1),
                kind.exterior() ? true : null,
                kind.count(),
                kind.faceM2() == null
                        ? null
                        : new Quantities(null, null, null, null, null, null, new BigDecimal(kind.faceM2()), null));
    }

    /** Lower storeys are accepted, work is at storey 14, upper storeys are designed; some pieces are on hold. */
    private static List<String> life(DemoCalendar calendar, ComponentInput row, int storey, Kind kind, int i, int nth) {
        DemoEvents life =
                new DemoEvents(calendar, row.code(), false, BEGIN.plusDays((long) (storey - 1) * DAYS_PER_STOREY), nth);
        DemoEvents.Until until = until(storey, kind);
        if (kind.name().equals("DBS")
                && i == 7
                && storey % 4 == 2
                && until.compareTo(DemoEvents.Until.INSTALLED) >= 0) {
            life.held(35, "NC-" + storey + "-7", "板底裂缝 0.25 mm，待评估");
            return life.until(DemoEvents.Until.INSTALLED);
        }
        if (kind.name().equals("WQ") && i == 3 && until == DemoEvents.Until.PRODUCED) {
            life.held(16, "NC-" + storey + "-3", "预留套筒偏位");
        }
        return life.until(until);
    }

    private static DemoEvents.Until until(int storey, Kind kind) {
        boolean followsLater = kind.name().startsWith("G")
                || kind.name().equals("WS")
                || kind.name().equals("WG");
        int progress = followsLater ? storey + 4 : storey;
        if (progress <= 11) {
            return DemoEvents.Until.ACCEPTED;
        }
        return switch (progress) {
            case 12, 13, 14 -> DemoEvents.Until.INSTALLED;
            case 15 -> DemoEvents.Until.DELIVERED;
            case 16 -> DemoEvents.Until.SHIPPED;
            case 17 -> DemoEvents.Until.PRODUCED;
            case 18 -> DemoEvents.Until.IN_PRODUCTION;
            case 19 -> DemoEvents.Until.RELEASED;
            default -> DemoEvents.Until.DESIGNED;
        };
    }

    private static String facts(DemoCalendar calendar) {
        String storeys = IntStream.rangeClosed(1, STOREYS)
                .mapToObj(storey -> """
                        {"code": "%d", "kind": "ABOVE_GROUND", "planAreaM2": 436.8}""".formatted(storey))
                .collect(Collectors.joining(", "));
        return """
                {"code": "1#", "name": "1号住宅楼", "planningNumber": "2025-0117-1", "constructionPermit": "320115202502280101",
                 "use": "RESIDENTIAL", "structure": "CONCRETE", "storeys": 18, "floorAreaM2": 8561.5, "aboveGroundAreaM2": 7996.2,
                 "startedOn": "%s", "storeyList": [{"code": "-1", "kind": "BASEMENT", "planAreaM2": 565.3}, %s,
                   {"code": "屋面", "kind": "ROOF_TOWER", "planAreaM2": 62.4}]}""".formatted(calendar.startOn(LocalDate.of(2025, 2, 28)), storeys);
    }

    // more than GB/T 51129 needs: values of further rule sets, so that five of them rate the building
    private static final String DESIGN = """
            {"measures": {"verticalConcreteVolume": 1302.48, "verticalJointConcreteVolume": 96.35, "countedStripArea": 318.6,
              "nonLoadBearingEnvelopeArea": 1180.8, "envelopeArea": 5104.8, "partitionArea": 11250, "dryFloorArea": 5720,
              "kitchenArea": 2131.2, "kitchenDryArea": 1652.4, "bathroomArea": 1880.64, "pipelineLength": 38650,
              "separatedPipelineLength": 21840.5, "fullDecoration": true, "slabArea": 6552, "stairArea": 248.832,
              "encouragedArea": 6206.4, "mainStructureConcreteVolume": 2318.6, "interiorPrefabPercent": 62.5,
              "castConcreteVolume": 1196.2, "constructionArea": 8361.6, "precastSystemArea": 5970.1, "halfSlabSystemArea": 1528.8,
              "wallLength": 5130, "precastWallLengthOther": 3834, "ibsOtherPoints": 17.5},
             "sources": {"verticalConcreteVolume": "GS-04", "nonLoadBearingEnvelopeArea": "JS-12", "envelopeArea": "JS-12",
              "partitionArea": "JS-15", "kitchenArea": "JS-21", "bathroomArea": "JS-22", "pipelineLength": "SS-03, DS-05",
              "slabArea": "GS-07", "stairArea": "GS-09", "mainStructureConcreteVolume": "GS-02", "castConcreteVolume": "GS-02"}}""";

    private static final String AS_BUILT = """
            {"measures": {"verticalConcreteVolume": 1311.72, "countedStripArea": 141.6, "verticalJointConcreteVolume": 61.4},
             "sources": {"verticalConcreteVolume": "竣工图 GS-04", "countedStripArea": "现场实测"}}""";
}
