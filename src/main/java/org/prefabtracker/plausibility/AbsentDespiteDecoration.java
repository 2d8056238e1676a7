package org.prefabtracker.plausibility;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;

/**
 * Residential buildings that are declared to be fully decorated and to have no kitchen or no bathroom. Full decoration includes both,
 * and what is absent leaves the denominator, so that the rating is higher than it would be.
 */
@ApplicationScoped
class AbsentDespiteDecoration extends TakeOffCheck {

    private static final Set<AbsentFeature.What> OF_EVERY_HOME =
            Set.of(AbsentFeature.What.KITCHEN, AbsentFeature.What.BATHROOM);

    @Override
    public FindingKind kind() {
        return FindingKind.ABSENT_DESPITE_DECORATION;
    }

    @Override
    List<Contradiction> contradictions(Building building, TakeOff.Declared declared) {
        if (building.use() != BuildingUse.RESIDENTIAL || !isDecorated(declared)) {
            return List.of();
        }
        return declared.absent().stream()
                .map(AbsentFeature::what)
                .filter(OF_EVERY_HOME::contains)
                .map(what -> new Contradiction(
                        what.key(), null, PlausibilityNote.ABSENCE_CONTRADICTS.of(what, declared.phase())))
                .toList();
    }

    private static boolean isDecorated(TakeOff.Declared declared) {
        JsonNode decorated = declared.measures().get(DeclaredQuantity.FULL_DECORATION.key());
        return decorated != null && decorated.booleanValue();
    }
}
