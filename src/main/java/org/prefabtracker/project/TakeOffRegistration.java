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
import org.jdbi.v3.core.Handle;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Registered;
import org.prefabtracker.shared.RowSource;

/** Gathers rows to the take-offs of buildings and phases, checks these and puts them in force. */
final class TakeOffRegistration {

    private final TakeOffs takeOffs;
    private final Handle handle;
    private final Project project;
    private final RowSource<TakeOffRow> rows;
    private final Faults faults;
    private final Map<Key, Draft> drafts = new TreeMap<>();

    TakeOffRegistration(TakeOffs takeOffs, Handle handle, Project project, RowSource<TakeOffRow> rows, Faults faults) {
        this.takeOffs = takeOffs;
        this.handle = handle;
        this.project = project;
        this.rows = rows;
        this.faults = faults;
    }

    private record Key(String building, TakeOff.Phase phase) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byBuilding = building.compareTo(other.building);
            return byBuilding != 0 ? byBuilding : phase.compareTo(other.phase);
        }
    }

    /** A take-off in the making, with the rows its parts come from by their JSON Pointer. */
    private static final class Draft {
        final Map<String, JsonNode> measures = new HashMap<>();
        final Map<String, String> sources = new HashMap<>();
        final List<Absence> absent = new ArrayList<>();
        final Map<String, Place> places = new HashMap<>();
        Place building;

        TakeOff takeOff() {
            return new TakeOff(measures, sources, absent);
        }
    }

    Registered run() {
        rows.read(this::add, faults);
        takeOffs.lock(
                handle, project, drafts.keySet().stream().map(Key::building).toList());
        drafts.forEach(this::check);
        faults.throwIfAny();
        long created = 0;
        long updated = 0;
        for (Map.Entry<Key, Draft> entry : drafts.entrySet()) {
            Building.Key building =
                    Building.require(handle, project, entry.getKey().building());
            TakeOff.Phase phase = entry.getKey().phase();
            boolean isNew = takeOffs.find(handle, building, phase).isEmpty();
            if (takeOffs.declare(handle, building, phase, entry.getValue().takeOff())) {
                created += isNew ? 1 : 0;
                updated += isNew ? 0 : 1;
            }
        }
        return new Registered(created, updated, drafts.size() - created - updated);
    }

    private void add(long line, TakeOffRow row) {
        if (row.building() == null || row.measure() == null) {
            return;
        }
        Draft draft = drafts.computeIfAbsent(new Key(row.building(), row.phase()), key -> new Draft());
        if (draft.building == null) {
            draft.building = rows.place(line, "building");
        }
        Absence.What absent = row.absent();
        if (absent != null) {
            draft.places.put("/absent/" + draft.absent.size() + "/what", rows.place(line, "measure"));
            draft.absent.add(new Absence(absent, row.reason(), row.source()));
            return;
        }
        Measure measure = (Measure) row.measure();
        Place value = rows.place(line, "value");
        if (row.value() == null) {
            if (!faults.name(value)) {
                faults.add(value, null, Fault.REQUIRED, "a value, or the reason why it is absent");
            }
            return;
        }
        if (draft.measures.putIfAbsent(measure.key(), node(measure, row.value())) != null) {
            faults.add(
                    rows.place(line, "measure"), measure.key(), Fault.DUPLICATE, "an earlier row declares it already");
            return;
        }
        draft.places.put("/measures/" + measure.key(), value);
        if (row.source() != null) {
            draft.sources.put(measure.key(), row.source());
        }
    }

    private static JsonNode node(Measure measure, Object value) {
        if (value instanceof Boolean truth) {
            return BooleanNode.valueOf(truth);
        }
        BigDecimal number = (BigDecimal) value;
        boolean oneOrNone = number.compareTo(BigDecimal.ONE) == 0 || number.signum() == 0;
        return measure.role() == Measure.Role.FACT && oneOrNone
                ? BooleanNode.valueOf(number.signum() != 0)
                : DecimalNode.valueOf(number);
    }

    private void check(Key key, Draft draft) {
        Optional<Building.Key> building = Building.key(handle, project, key.building());
        if (building.isEmpty() && !faults.name(draft.building)) {
            faults.add(draft.building, key.building(), Fault.NOT_FOUND, "the project has no such building");
        }
        Faults own = new Faults();
        draft.takeOff().check(own);
        for (Fault fault : own.kept()) {
            Place place = fault.place() instanceof Place.Pointer pointer
                    ? draft.places.getOrDefault(pointer.pointer(), draft.building)
                    : draft.building;
            faults.add(Fault.of(place, fault.value(), fault.code(), fault.message()));
        }
        building.ifPresent(found -> takeOffs.saidByJoints(handle, found, draft.takeOff())
                .forEach((measure, joints) -> faults.add(
                        TakeOffs.saidByJoints(draft.places.get("/measures/" + measure.key()), measure, joints))));
    }
}
