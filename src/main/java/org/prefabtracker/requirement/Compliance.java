package org.prefabtracker.requirement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;

/**
 * Whether a requirement is met, building by building.
 *
 * @param state the worst state of the buildings
 * @param met null where the requirement applies to no building
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Compliance(
        RequirementStore.Recorded requirement, ComplianceStatus state, Boolean met, List<OfBuilding> buildings) {

    /**
     * Whether a building meets a requirement, and by how much, under the lens of the requirement.
     *
     * @param lacks the items without usable data
     * @param unmet for a grade: the conditions besides the percent that are not met
     * @param evidence for the ratio of an item: the address of the list of components that count
     * @param lenses the same under every lens
     * @param trend the same at past moments, by what had happened by then
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "BuildingCompliance")
    public record OfBuilding(
            String building,
            ComplianceStatus state,
            @JsonUnwrapped Reached reached,
            List<ComplianceResult.Lack> lacks,
            List<Rating.Prerequisite> unmet,
            String evidence,
            List<Reached> lenses,
            List<Reached> trend) {}

    /**
     * The result of a building under a lens.
     *
     * @param asOf the moment of a point of a trend
     * @param kind what the rating may be used for
     * @param value in percent
     * @param grade where a grade is required and the rating has one
     * @param by how far the value is above the required one (for a grade: above its lower bound); negative where it is below
     * @param met null where it cannot be decided: a rating of progress has no grade
     * @param rating the address of the rating
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ComplianceFigure")
    public record Reached(
            OffsetDateTime asOf,
            Lens lens,
            EvaluationKind kind,
            BigDecimal value,
            String grade,
            BigDecimal by,
            Boolean met,
            ComplianceResult.Data data,
            String rating) {

        static Reached of(
                ComplianceResult verdict, OffsetDateTime asOf, Lens lens, EvaluationKind kind, String rating) {
            return new Reached(
                    asOf,
                    lens,
                    kind,
                    verdict.value(),
                    verdict.grade(),
                    verdict.by(),
                    verdict.met(),
                    verdict.data(),
                    rating);
        }

        Reached asOf(OffsetDateTime moment, String link) {
            return new Reached(moment, lens, kind, value, grade, by, met, data, link);
        }
    }

    static Compliance of(RequirementStore.Recorded recorded, List<OfBuilding> buildings, LocalDate day) {
        ComplianceStatus state = ComplianceStatus.worst(
                buildings.stream().map(OfBuilding::state).toList(),
                recorded.requirement().deadline(),
                day);
        return new Compliance(recorded, state, state.met(), buildings);
    }
}
