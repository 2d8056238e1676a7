package org.prefabtracker.plausibility;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.requirement.ComplianceStatus;
import org.prefabtracker.requirement.MissedRequirements;
import org.prefabtracker.requirement.RequiredMeasure;

/**
 * A project of a region that misses requirements or whose records have findings.
 *
 * @param region of the project
 * @param missed each requirement with each of its buildings in the region
 * @param findings by kind, in the order of kinds, of buildings in the region
 */
public record ProjectAtRisk(
        String project, String name, String region, List<MissedRequirement> missed, List<FindingCount> findings) {

    /**
     * A requirement that a building misses.
     *
     * @param demanded the measure in both languages
     * @param target the required value, in percent; of a grade, its lower bound; null where there is no value to compare with
     * @param value what was reached, in percent; null where there is no value
     * @param by how far it is above the required one; negative where it is below
     * @param rating the address of the rating
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MissedRequirement(
            String requirement,
            String building,
            String ruleSet,
            Lens lens,
            RequiredMeasure measure,
            @JsonIgnore String demanded,
            BigDecimal target,
            BigDecimal value,
            String grade,
            BigDecimal by,
            ComplianceStatus state,
            LocalDate deadline,
            String rating) {

        static MissedRequirement of(MissedRequirements.Missed missed) {
            return new MissedRequirement(
                    missed.requirement().code(),
                    missed.building().building(),
                    missed.requirement().ruleSet(),
                    missed.requirement().lens(),
                    missed.requirement().measure(),
                    missed.demanded(),
                    missed.target(),
                    missed.building().reached().value(),
                    missed.building().reached().grade(),
                    missed.building().reached().by(),
                    missed.state(),
                    missed.requirement().deadline(),
                    missed.building().reached().rating());
        }
    }

    /** How many findings of a kind there are, and their address. */
    @Schema(name = "FindingCount")
    public record FindingCount(FindingKind kind, Severity severity, long count, String href) {}
}
