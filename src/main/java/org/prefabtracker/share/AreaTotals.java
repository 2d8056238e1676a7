package org.prefabtracker.share;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.prefabtracker.project.StructuralSystem;

/** Sums the construction started in a region in a year: buildings of the system and declared areas. */
final class AreaTotals {

    /** Floor area of started buildings, and of these the floor area of prefab buildings, m2. */
    record Areas(BigDecimal started, BigDecimal prefab) {

        static final Areas NONE = new Areas(BigDecimal.ZERO, BigDecimal.ZERO);

        Areas plus(Areas other) {
            return new Areas(started.add(other.started), prefab.add(other.prefab));
        }

        Areas minus(Areas other) {
            return new Areas(started.subtract(other.started), prefab.subtract(other.prefab));
        }
    }

    /**
     * Buildings of one region and structure.
     *
     * @param unrated those without a rule set in force
     * @param provisional those that count as prefab by a provisional rating
     */
    record Buildings(
            int year,
            String region,
            StructuralSystem structure,
            long buildings,
            long prefabBuildings,
            long unrated,
            long provisional,
            BigDecimal started,
            BigDecimal prefab) {}

    /** Buildings of one region without a day of start. */
    record WithoutStart(String region, long buildings) {}

    private final Map<StructuralSystem, Areas> byStructure = new TreeMap<>();
    private Areas tracked = Areas.NONE;
    private Areas declared = Areas.NONE;
    private Areas unspecified = Areas.NONE;
    private long buildings;
    private long prefabBuildings;
    private long unrated;
    private long provisional;
    private long withoutStart;
    private boolean isDeclared;

    void add(Buildings some) {
        Areas areas = new Areas(some.started(), some.prefab());
        byStructure.merge(some.structure(), areas, Areas::plus);
        tracked = tracked.plus(areas);
        buildings += some.buildings();
        prefabBuildings += some.prefabBuildings();
        unrated += some.unrated();
        provisional += some.provisional();
    }

    void add(WithoutStart some) {
        withoutStart += some.buildings();
    }

    void add(DeclaredConstruction some) {
        Areas all = new Areas(some.startedAreaM2(), some.prefabAreaM2());
        Areas rest = all;
        for (Map.Entry<StructuralSystem, DeclaredConstruction.OfStructure> part :
                some.byStructure().entrySet()) {
            BigDecimal prefab = part.getValue().prefabAreaM2();
            BigDecimal started = part.getValue().startedAreaM2();
            Areas areas = new Areas(started == null ? prefab : started, prefab);
            byStructure.merge(part.getKey(), areas, Areas::plus);
            rest = rest.minus(areas);
        }
        unspecified = unspecified.plus(rest);
        declared = declared.plus(all);
        isDeclared = true;
    }

    Map<StructuralSystem, Areas> byStructure() {
        return byStructure;
    }

    Areas tracked() {
        return tracked;
    }

    Areas declared() {
        return declared;
    }

    /** The areas declared without a structure. */
    Areas unspecified() {
        return unspecified;
    }

    Areas all() {
        return tracked.plus(declared);
    }

    long buildings() {
        return buildings;
    }

    long prefabBuildings() {
        return prefabBuildings;
    }

    long unrated() {
        return unrated;
    }

    long provisional() {
        return provisional;
    }

    /** Buildings that no year counts, because they have no day of start. */
    long withoutStart() {
        return withoutStart;
    }

    boolean isDeclared() {
        return isDeclared;
    }
}
