package org.prefabtracker.advice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Applies the changes of a scenario to take-offs. Pure. */
final class Declaring {

    private Declaring() {}

    /** The take-offs in force after all changes, each checked like a declared take-off. */
    static Map<TakeOff.Phase, TakeOff.Declared> of(
            Map<TakeOff.Phase, TakeOff.Declared> inForce, List<ScenarioChange> changes, Violations violations) {
        Map<TakeOff.Phase, TakeOff.Declared> declared = new HashMap<>(inForce);
        for (int i = 0; i < changes.size(); i++) {
            int index = i;
            Optional.ofNullable(changes.get(i))
                    .flatMap(ScenarioChange::declared)
                    .ifPresent(change -> declared.put(
                            change.phase(), with(declared.get(change.phase()), change, index, violations)));
        }
        return declared;
    }

    private static TakeOff.Declared with(
            TakeOff.Declared former, ScenarioChange.Declare change, int index, Violations violations) {
        Map<String, JsonNode> measures = new HashMap<>(former == null ? Map.of() : former.measures());
        if (change.measures() != null) {
            measures.putAll(change.measures());
        }
        List<AbsentFeature> absent =
                change.absent() != null ? change.absent() : former == null ? List.of() : former.absent();
        TakeOff takeOff = new TakeOff(measures, null, absent);
        Violations own = new Violations();
        takeOff.check(own);
        own.kept().forEach(violation -> violations.add(at(change, index, violation)));
        return new TakeOff.Declared(
                change.phase(),
                takeOff.measures(),
                former == null ? Map.of() : former.sources(),
                takeOff.absent(),
                former == null ? 0 : former.version(),
                former == null ? null : former.declaredAt(),
                former == null ? null : former.declaredBy());
    }

    private static Violation at(ScenarioChange.Declare change, int index, Violation violation) {
        String below = ((ErrorLocation.Pointer) violation.place()).pointer();
        boolean isInRequest = change.absent() != null || !below.startsWith("/absent/");
        return Violation.of(
                new ErrorLocation.Pointer("/changes/" + index + (isInRequest ? below : "/measures")),
                violation.value(),
                violation.code(),
                violation.message());
    }
}
