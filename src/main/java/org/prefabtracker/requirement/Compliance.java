package org.prefabtracker.requirement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;

/**
 * Whether a requirement is met, building by building.
 *
 * @param state as for the building it stands worst for
 * @param met null where no building has such a thing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Compliance(
        RequirementStore.Recorded requirement, ComplianceStatus state, Boolean met, List<OfBuilding> buildings) {

    /**
     * Whether a building meets a requirement, and by how much, at the lens it must hold at.
     *
     * @param lacks the items without usable data
     * @param unmet of a grade: what stands in its way besides the percent
     * @param evidence of the ratio of an item: where exactly the components are listed that count
     * @param lenses the same under every lens
     * @param trend the same at moments of the past, by what had happened by then
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
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
     * How far a building has come under a lens.
     *
     * @param asOf the moment of a point of a trend
     * @param kind what the rating may be used for
     * @param value in percent
     * @param grade where a grade is demanded and the rating gives one
     * @param by how far the value is above what is demanded, of a grade above where it begins; below 0 is missing
     * @param met null where that cannot be said: progress has no grade
     * @param rating where it is read item by item, down to the events
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
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
