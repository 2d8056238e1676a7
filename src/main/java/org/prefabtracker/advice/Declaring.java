package org.prefabtracker.advice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.project.Absence;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;

/** Take-offs as they are supposed to be declared. Pure. */
final class Declaring {

    private Declaring() {}

    /** The take-offs in force with all changes, each checked as a take-off that is declared. */
    static Map<TakeOff.Phase, TakeOff.Declared> of(
            Map<TakeOff.Phase, TakeOff.Declared> inForce, List<Change> changes, Faults faults) {
        Map<TakeOff.Phase, TakeOff.Declared> declared = new HashMap<>(inForce);
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof Change.Declare change) {
                declared.put(change.phase(), with(declared.get(change.phase()), change, i, faults));
            }
        }
        return declared;
    }

    private static TakeOff.Declared with(TakeOff.Declared former, Change.Declare change, int index, Faults faults) {
        Map<String, JsonNode> measures = new HashMap<>(former == null ? Map.of() : former.measures());
        if (change.measures() != null) {
            measures.putAll(change.measures());
        }
        List<Absence> absent = change.absent() != null ? change.absent() : former == null ? List.of() : former.absent();
        TakeOff takeOff = new TakeOff(measures, null, absent);
        Faults own = new Faults();
        takeOff.check(own);
        own.kept().forEach(fault -> faults.add(at(change, index, fault)));
        return new TakeOff.Declared(
                change.phase(),
                takeOff.measures(),
                former == null ? Map.of() : former.sources(),
                takeOff.absent(),
                former == null ? 0 : former.version(),
                former == null ? null : former.declaredAt(),
                former == null ? null : former.declaredBy());
    }

    private static Fault at(Change.Declare change, int index, Fault fault) {
        String below = ((Place.Pointer) fault.place()).pointer();
        boolean said = change.absent() != null || !below.startsWith("/absent/");
        return Fault.of(
                new Place.Pointer("/changes/" + index + (said ? below : "/measures")),
                fault.value(),
                fault.code(),
                fault.message());
    }
}
