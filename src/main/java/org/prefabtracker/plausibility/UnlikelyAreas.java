package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingStore;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.project.TakeOffPlausibility;
import org.prefabtracker.project.TakeOffStore;
import org.prefabtracker.rating.RatingLinks;

/** Declared areas that do not fit the floor area of their building ({@link TakeOffPlausibility}), by building and phase. */
@ApplicationScoped
class UnlikelyAreas implements Check {

    @Inject
    BuildingStore buildings;

    @Inject
    TakeOffStore takeOffs;

    @Override
    public FindingKind kind() {
        return FindingKind.UNLIKELY_AREA;
    }

    @Override
    public List<Placed> after(Scope scope, String key, int limit) {
        Map<Long, Building> facts = buildings.inForce(scope.project(), null);
        List<Placed> placed = new ArrayList<>();
        takeOffs.inForce(scope.project(), null, null).forEach((id, phases) -> {
            Building building = facts.get(id);
            if (scope.building() == null || building.code().equals(scope.building())) {
                phases.values().forEach(declared -> placed.addAll(unlikely(scope, building, declared)));
            }
        });
        return placed.stream()
                .filter(each -> each.key().compareTo(key) > 0)
                .sorted(Comparator.comparing(Placed::key))
                .limit(limit)
                .toList();
    }

    private List<Placed> unlikely(Scope scope, Building building, TakeOff.Declared declared) {
        return TakeOffPlausibility.of(declared.measures(), building.floorAreaM2()).stream()
                .map(each -> new Placed(
                        String.join(
                                "\u001f",
                                building.code(),
                                declared.phase().name(),
                                each.measure().key()),
                        finding(scope, building, declared, each)))
                .toList();
    }

    private Finding finding(
            Scope scope, Building building, TakeOff.Declared declared, TakeOffPlausibility.Unlikely unlikely) {
        BigDecimal limit = unlikely.area().compareTo(unlikely.lower()) < 0 ? unlikely.lower() : unlikely.upper();
        return new Finding(
                kind(),
                kind().severity(),
                new Finding.Where(building.code(), null, null, null),
                unlikely.measure().key(),
                Finding.Figures.of(limit, unlikely.area(), "m2"),
                PlausibilityNote.AREA_OF_PHASE.of(declared.phase(), unlikely.note()),
                declared.declaredAt(),
                null,
                List.of(new Finding.Evidence(
                        null,
                        null,
                        null,
                        RatingLinks.takeOff(scope.project().code(), building.code(), declared.phase()))),
                List.of());
    }
}
