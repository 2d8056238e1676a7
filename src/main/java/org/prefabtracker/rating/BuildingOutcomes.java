package org.prefabtracker.rating;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.facts.FactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.time.Dates;

/** The outcomes of the ratings of many buildings, for callers that count buildings and not points. */
@ApplicationScoped
public class BuildingOutcomes {

    /** A rating under ACCEPTED is final from the completion acceptance on; this day is after every acceptance. */
    private static final LocalDate COMPLETED = LocalDate.of(Dates.LAST_YEAR, 12, 31);

    @Inject
    FactsReader factsReader;

    /** The outcome of a rating; {@code percent} as it is shown. */
    public record Verdict(BigDecimal percent, boolean qualifies, boolean incomplete, boolean provisional) {}

    /**
     * Rates buildings of a project in a fixed number of statements, in the same way as a rating that is read; under ACCEPTED as
     * if completion were accepted.
     *
     * @param ruleSets by the id of the building
     */
    public Map<Long, Verdict> of(Project project, Map<Long, RuleSet> ruleSets, Lens lens) {
        OffsetDateTime asOf = COMPLETED.atStartOfDay().atOffset(ZoneOffset.UTC);
        Map<Long, Verdict> verdicts = new HashMap<>();
        if (!ruleSets.isEmpty()) {
            factsReader.factsOf(project, ruleSets.keySet(), lens, COMPLETED).forEach((building, facts) -> {
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
