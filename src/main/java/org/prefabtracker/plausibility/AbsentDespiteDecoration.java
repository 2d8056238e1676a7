package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingStore;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.project.TakeOffStore;
import org.prefabtracker.rating.RatingLinks;

/**
 * Residential buildings that are declared to be fully decorated and to have no kitchen or no bathroom. Full decoration includes both,
 * and what is absent leaves the denominator, so that the rating is higher than it would be.
 */
@ApplicationScoped
class AbsentDespiteDecoration implements Check {

    private static final Set<AbsentFeature.What> OF_EVERY_HOME =
            Set.of(AbsentFeature.What.KITCHEN, AbsentFeature.What.BATHROOM);

    @Inject
    BuildingStore buildings;

    @Inject
    TakeOffStore takeOffs;

    @Override
    public FindingKind kind() {
        return FindingKind.ABSENT_DESPITE_DECORATION;
    }

    @Override
    public List<Placed> after(Scope scope, String key, int limit) {
        Map<Long, Building> facts = buildings.inForce(scope.project(), null);
        List<Placed> placed = new ArrayList<>();
        takeOffs.inForce(scope.project(), null, null).forEach((id, phases) -> {
            Building building = facts.get(id);
            if (building.use() == BuildingUse.RESIDENTIAL
                    && (scope.building() == null || building.code().equals(scope.building()))) {
                phases.values().stream()
                        .filter(AbsentDespiteDecoration::isDecorated)
                        .forEach(declared -> placed.addAll(contradictions(scope, building, declared)));
            }
        });
        return placed.stream()
                .filter(each -> each.key().compareTo(key) > 0)
                .sorted(Comparator.comparing(Placed::key))
                .limit(limit)
                .toList();
    }

    private static boolean isDecorated(TakeOff.Declared declared) {
        return declared.measures().containsKey(DeclaredQuantity.FULL_DECORATION.key())
                && declared.measures()
                        .get(DeclaredQuantity.FULL_DECORATION.key())
                        .booleanValue();
    }

    private List<Placed> contradictions(Scope scope, Building building, TakeOff.Declared declared) {
        return declared.absent().stream()
                .map(AbsentFeature::what)
                .filter(OF_EVERY_HOME::contains)
                .map(what -> new Placed(
                        String.join("\u001f", building.code(), declared.phase().name(), what.key()),
                        new Finding(
                                kind(),
                                kind().severity(),
                                new Finding.Where(building.code(), null, null, null),
                                what.key(),
                                null,
                                PlausibilityNote.ABSENCE_CONTRADICTS.of(what, declared.phase()),
                                declared.declaredAt(),
                                null,
                                List.of(new Finding.Evidence(
                                        null,
                                        null,
                                        null,
                                        RatingLinks.takeOff(
                                                scope.project().code(), building.code(), declared.phase()))),
                                List.of())))
                .toList();
    }
}
