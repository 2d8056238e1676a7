package org.prefabtracker.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.facts.Lens;

/** The status of a requirement on 15 June 2026. */
class ComplianceStatusTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @ParameterizedTest
    @CsvSource({
        // met, whether it is reached, deadline
        "true,  false, ,           MET",
        "true,  true,  ,           MET",
        "true,  false, 2026-06-14, MET",
        "true,  true,  2026-06-14, MET",
        "false, false, ,           PENDING",
        "false, true,  ,           NOT_MET",
        "false, false, 2026-06-14, OVERDUE",
        "false, true,  2026-06-14, OVERDUE",
        "false, false, 2026-06-15, PENDING",
        "false, true,  2026-06-15, NOT_MET",
        "false, false, 2026-06-16, PENDING",
        "false, true,  2026-06-16, NOT_MET",
        ",      false, ,           PENDING",
        ",      false, 2026-06-14, OVERDUE"
    })
    void isDueByItsDeadlineOrByTheBuildingsOwnProgress(
            Boolean met, boolean reached, LocalDate deadline, ComplianceStatus state) {
        ComplianceResult verdict =
                new ComplianceResult(null, null, null, met, ComplianceResult.Data.COMPLETE, List.of(), List.of());
        assertThat(ComplianceStatus.of(verdict, reached, deadline, TODAY)).isEqualTo(state);
    }

    @Test
    void isNotDueForABuildingThatHasNoSuchThing() {
        ComplianceResult verdict = new ComplianceResult(
                null, null, null, null, ComplianceResult.Data.NOT_APPLICABLE, List.of(), List.of());
        assertThat(ComplianceStatus.of(verdict, true, TODAY.minusDays(1), TODAY))
                .isEqualTo(ComplianceStatus.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "MET NOT_APPLICABLE,      MET,            true",
        "NOT_APPLICABLE,          NOT_APPLICABLE, ",
        "MET PENDING,             PENDING,        false",
        "PENDING NOT_MET MET,     NOT_MET,        false",
        "NOT_MET OVERDUE PENDING, OVERDUE,        false"
    })
    void theStatusOfTheProjectIsTheWorstOfItsBuildings(String buildings, ComplianceStatus worst, Boolean met) {
        List<ComplianceStatus> states = List.of(buildings.split(" ")).stream()
                .map(ComplianceStatus::valueOf)
                .toList();
        assertThat(ComplianceStatus.worst(states, null, TODAY)).isEqualTo(worst);
        assertThat(worst.met()).isEqualTo(met);
    }

    @Test
    void waitsForTheFirstBuildingUntilItsDeadline() {
        assertThat(ComplianceStatus.worst(List.of(), null, TODAY)).isEqualTo(ComplianceStatus.PENDING);
        assertThat(ComplianceStatus.worst(List.of(), TODAY, TODAY)).isEqualTo(ComplianceStatus.PENDING);
        assertThat(ComplianceStatus.worst(List.of(), TODAY.minusDays(1), TODAY)).isEqualTo(ComplianceStatus.OVERDUE);
    }

    @ParameterizedTest
    @CsvSource({
        // started, completed, lens
        ",           ,           DESIGN,    false",
        "2026-06-16, ,           DESIGN,    false",
        "2026-06-15, ,           DESIGN,    true",
        "2026-06-15, ,           PRODUCED,  false",
        "2026-06-15, ,           ACCEPTED,  false",
        "2025-01-01, 2026-06-16, ACCEPTED,  false",
        "2025-01-01, 2026-06-15, ACCEPTED,  true",
        "2025-01-01, 2026-06-15, INSTALLED, true",
        ",           2026-06-15, DESIGN,    true"
    })
    void mustHoldFromTheStartByDesignAndFromCompletionUnderEveryOtherLens(
            LocalDate started, LocalDate completed, Lens lens, boolean reached) {
        Building building = new Building(
                "B",
                "b",
                null,
                null,
                null,
                BuildingUse.RESIDENTIAL,
                StructuralSystem.CONCRETE,
                3,
                new BigDecimal(1000),
                null,
                started,
                completed,
                null);
        assertThat(Requirement.isReached(lens, building, TODAY)).isEqualTo(reached);
    }
}
