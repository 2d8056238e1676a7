package org.prefabtracker.rating;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.facts.FactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.time.Dates;

/** What the ratings of many buildings come to, for those who count buildings and not points. */
@ApplicationScoped
public class BuildingOutcomes {

    /** A rating under ACCEPTED is final from the completion acceptance on, whichever day that is. */
    private static final LocalDate COMPLETED = LocalDate.of(Dates.LAST_YEAR, 12, 31);

    @Inject
    FactsReader measurement;

    /** What a rating comes to; {@code percent} as it is shown in the rating. */
    public record Verdict(BigDecimal percent, boolean qualifies, boolean incomplete, boolean provisional) {}

    /**
     * Rates buildings of a project in a fixed number of statements, exactly as their ratings are computed when they are read;
     * under ACCEPTED as if completion were accepted.
     *
     * @param ruleSets by the id of the building
     */
    public Map<Long, Verdict> of(Handle handle, Project project, Map<Long, RuleSet> ruleSets, Lens lens) {
        OffsetDateTime asOf = COMPLETED.atStartOfDay().atOffset(ZoneOffset.UTC);
        Map<Long, Verdict> verdicts = new HashMap<>();
        if (!ruleSets.isEmpty()) {
            measurement
                    .factsOf(handle, project, ruleSets.keySet(), lens, COMPLETED)
                    .forEach((building, facts) -> {
                        Rating rating = Rating.of(project.code(), ruleSets.get(building), facts, asOf);
                        verdicts.put(
                                building,
                                new Verdict(
                                        rating.result().percent(),
                                        Boolean.TRUE.equals(rating.result().qualifies()),
                                        rating.result().incomplete(),
                                        rating.provisional()));
                    });
        }
        return verdicts;
    }
}
