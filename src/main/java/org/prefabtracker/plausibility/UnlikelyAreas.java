package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.project.TakeOffPlausibility;

/** Declared areas that do not fit the floor area of their building ({@link TakeOffPlausibility}), by building and phase. */
@ApplicationScoped
class UnlikelyAreas extends TakeOffCheck {

    @Override
    public FindingKind kind() {
        return FindingKind.UNLIKELY_AREA;
    }

    @Override
    List<Contradiction> contradictions(Building building, TakeOff.Declared declared) {
        return TakeOffPlausibility.of(declared.measures(), building.floorAreaM2()).stream()
                .map(unlikely -> new Contradiction(
                        unlikely.measure().key(),
                        Finding.Figures.of(nearer(unlikely), unlikely.area(), "m2"),
                        PlausibilityNote.AREA_OF_PHASE.of(declared.phase(), unlikely.note())))
                .toList();
    }

    /** The limit that the area is beyond. */
    private static BigDecimal nearer(TakeOffPlausibility.Unlikely unlikely) {
        return unlikely.area().compareTo(unlikely.lower()) < 0 ? unlikely.lower() : unlikely.upper();
    }
}
