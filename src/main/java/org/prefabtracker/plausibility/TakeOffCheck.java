package org.prefabtracker.plausibility;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingStore;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.project.TakeOffStore;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.shared.message.Note;

/** A check of every take-off in force against its building. */
abstract class TakeOffCheck implements Check {

    /**
     * What is found in a take-off.
     *
     * @param subject the key of what it is about, unique in the take-off
     * @param figures null where it has none
     */
    record Contradiction(String subject, Finding.Figures figures, Note message) {}

    @Inject
    BuildingStore buildings;

    @Inject
    TakeOffStore takeOffs;

    abstract List<Contradiction> contradictions(Building building, TakeOff.Declared declared);

    @Override
    public List<Placed> after(Scope scope, String key, int limit) {
        Map<Long, Building> facts = buildings.inForce(scope.project(), null);
        List<Placed> placed = new ArrayList<>();
        takeOffs.inForce(scope.project(), null, null).forEach((id, phases) -> {
            Building building = facts.get(id);
            if (scope.building() == null || building.code().equals(scope.building())) {
                phases.values().forEach(declared -> contradictions(building, declared)
                        .forEach(each -> placed.add(placed(scope, building, declared, each))));
            }
        });
        return placed.stream()
                .filter(each -> each.key().compareTo(key) > 0)
                .sorted(Comparator.comparing(Placed::key))
                .limit(limit)
                .toList();
    }

    private Placed placed(Scope scope, Building building, TakeOff.Declared declared, Contradiction found) {
        return new Placed(
                String.join("\u001f", building.code(), declared.phase().name(), found.subject()),
                new Finding(
                        kind(),
                        kind().severity(),
                        new Finding.Where(building.code(), null, null, null),
                        found.subject(),
                        found.figures(),
                        found.message(),
                        declared.declaredAt(),
                        null,
                        List.of(Finding.Evidence.at(
                                RatingLinks.takeOff(scope.project().code(), building.code(), declared.phase()))),
                        List.of()));
    }
}
