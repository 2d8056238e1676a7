package org.prefabtracker.advice;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.catalogue.SpecReference;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.SpecRevision;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** The specs of a scenario: those of the existing components, and those that the changes name. Pure. */
final class ScenarioSpecs {

    private final Map<SpecReference, List<Spec>> catalogue;
    private final Violations violations;
    private final Map<SpecRevision, CountedSpec> specs = new LinkedHashMap<>();

    /** @param catalogue every revision of the specs that the changes name, the first one first */
    ScenarioSpecs(Map<SpecReference, List<Spec>> catalogue, Violations violations) {
        this.catalogue = catalogue;
        this.violations = violations;
    }

    /** Takes the spec of existing components. */
    void learn(CountedSpec spec) {
        specs.putIfAbsent(spec.named(), spec);
    }

    /**
     * The spec that a change names, by default in its last revision; null and a violation where the catalogue has none.
     *
     * @param change the place of the change in the list, from 0
     */
    Spec named(int change, SpecReference name, Integer revision) {
        if (name.code() == null) {
            return null;
        }
        List<Spec> revisions = catalogue.getOrDefault(name, List.of());
        if (revisions.isEmpty()) {
            violations.addElsewhere(
                    ErrorLocation.pointer("changes", change, "spec"), name.code(), Violation.NOT_FOUND, name.unknown());
            return null;
        }
        Optional<Spec> spec = revisions.stream()
                .filter(one -> revision == null || revision.equals(one.revision()))
                .reduce((former, later) -> later);
        if (spec.isEmpty()) {
            violations.addElsewhere(
                    ErrorLocation.pointer("changes", change, "specRevision"),
                    revision,
                    Violation.NOT_FOUND,
                    "the spec has no such revision");
        }
        spec.ifPresent(one -> learn(new CountedSpec(
                one.code(), one.owner(), one.revision(), one.category(), one.material(), one.features(), one.parts())));
        return spec.orElse(null);
    }

    CountedSpec of(ComponentFact component) {
        return specs.get(component.ofSpec());
    }

    Collection<CountedSpec> all() {
        return specs.values();
    }
}
