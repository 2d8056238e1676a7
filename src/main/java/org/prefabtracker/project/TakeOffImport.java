package org.prefabtracker.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.problem.Warning;
import org.prefabtracker.shared.problem.Warnings;

/** Collects rows into the take-offs of buildings and phases, checks them and stores them. */
final class TakeOffImport {

    private final TakeOffStore takeOffs;
    private final BuildingStore buildings;
    private final Project project;
    private final RowSource<TakeOffInput> rows;
    private final Violations violations;
    private final Map<Key, Draft> drafts = new TreeMap<>();

    TakeOffImport(
            TakeOffStore takeOffs,
            BuildingStore buildings,
            Project project,
            RowSource<TakeOffInput> rows,
            Violations violations) {
        this.takeOffs = takeOffs;
        this.buildings = buildings;
        this.project = project;
        this.rows = rows;
        this.violations = violations;
    }

    private record Key(String building, TakeOff.Phase phase) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byBuilding = building.compareTo(other.building);
            return byBuilding != 0 ? byBuilding : phase.compareTo(other.phase);
        }
    }

    /** A take-off that is being collected, with the rows of its parts by their JSON Pointer. */
    private static final class Draft {
        final Map<String, JsonNode> measures = new HashMap<>();
        final Map<String, String> sources = new HashMap<>();
        final List<AbsentFeature> absent = new ArrayList<>();
        final Map<String, ErrorLocation> places = new HashMap<>();
        ErrorLocation building;
        /** Whether its sheet has no column for sources, so that those in force stay. */
        boolean withoutSources;

        /** Takes over the sources in force of measures that are declared again. */
        void keepSources(TakeOff.Declared before) {
            if (withoutSources) {
                before.sources().forEach((measure, source) -> {
                    if (measures.containsKey(measure)) {
                        sources.putIfAbsent(measure, source);
                    }
                });
            }
        }

        TakeOff takeOff() {
            return new TakeOff(measures, sources, absent);
        }
    }

    UpsertResult run() {
        rows.read(this::add, violations);
        takeOffs.lock(project, drafts.keySet().stream().map(Key::building).toList());
        drafts.forEach(this::check);
        violations.throwIfAny();
        long created = 0;
        long updated = 0;
        List<Warning> warnings = new ArrayList<>();
        Map<Long, Building> facts = buildings.inForce(project, null);
        for (Map.Entry<Key, Draft> entry : drafts.entrySet()) {
            Building.Key building = Building.require(project, entry.getKey().building());
            TakeOff.Phase phase = entry.getKey().phase();
            Optional<TakeOff.Declared> before = takeOffs.find(building, phase);
            boolean isNew = before.isEmpty();
            before.ifPresent(declared -> entry.getValue().keepSources(declared));
            if (takeOffs.declare(building, phase, entry.getValue().takeOff(), isNew ? null : "*")) {
                created += isNew ? 1 : 0;
                updated += isNew ? 0 : 1;
            }
            Draft draft = entry.getValue();
            TakeOffPlausibility.of(
                            draft.takeOff().measures(), facts.get(building.id()).floorAreaM2())
                    .forEach(unlikely -> warnings.add(Warning.of(
                            draft.places.get("/measures/" + unlikely.measure().key()), unlikely.note())));
        }
        return new UpsertResult(created, updated, drafts.size() - created - updated).warning(Warnings.of(warnings));
    }

    private void add(long line, TakeOffInput row) {
        if (row.building() == null || row.measure() == null) {
            return;
        }
        Draft draft = drafts.computeIfAbsent(new Key(row.building(), row.phase()), key -> new Draft());
        if (draft.building == null) {
            draft.building = rows.place(line, "building");
        }
        draft.withoutSources |= rows.absent(line).contains("source");
        AbsentFeature.What absent = row.absent();
        if (absent != null) {
            draft.places.put("/absent/" + draft.absent.size() + "/what", rows.place(line, "measure"));
            draft.absent.add(new AbsentFeature(absent, row.reason(), row.source()));
            return;
        }
        DeclaredQuantity measure = (DeclaredQuantity) row.measure();
        ErrorLocation value = rows.place(line, "value");
        if (row.value() == null) {
            if (!violations.name(value)) {
                violations.add(value, null, Violation.REQUIRED, TakeOffNote.VALUE_OR_REASON.of());
            }
            return;
        }
        if (draft.measures.putIfAbsent(measure.key(), node(measure, row.value())) != null) {
            violations.add(
                    rows.place(line, "measure"), measure.key(), Violation.DUPLICATE, TakeOffNote.MEASURE_REPEATED.of());
            return;
        }
        draft.places.put("/measures/" + measure.key(), value);
        if (row.source() != null) {
            draft.sources.put(measure.key(), row.source());
        }
    }

    private static JsonNode node(DeclaredQuantity measure, Object value) {
        if (value instanceof Boolean truth) {
            return BooleanNode.valueOf(truth);
        }
        BigDecimal number = (BigDecimal) value;
        boolean oneOrNone = number.compareTo(BigDecimal.ONE) == 0 || number.signum() == 0;
        return measure.role() == DeclaredQuantity.Role.FACT && oneOrNone
                ? BooleanNode.valueOf(number.signum() != 0)
                : DecimalNode.valueOf(number);
    }

    private void check(Key key, Draft draft) {
        Optional<Building.Key> building = Building.key(project, key.building());
        if (building.isEmpty() && !violations.name(draft.building)) {
            violations.add(draft.building, key.building(), Violation.NOT_FOUND, TakeOffNote.BUILDING_UNKNOWN.of());
        }
        Violations own = new Violations();
        draft.takeOff().check(own);
        for (Violation violation : own.kept()) {
            ErrorLocation place = violation.place() instanceof ErrorLocation.Pointer pointer
                    ? draft.places.getOrDefault(pointer.pointer(), draft.building)
                    : draft.building;
            violations.add(Violation.of(place, violation.value(), violation.code(), violation.text()));
        }
        building.ifPresent(found -> takeOffs.sumsOfJoints(found, draft.takeOff())
                .forEach((measure, joints) -> violations.add(
                        TakeOffStore.sumOfJoints(draft.places.get("/measures/" + measure.key()), measure, joints))));
    }
}
