package org.prefabtracker.report;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * The data of a rating report (装配率计算书): a rating with everything it is computed from, independent of language and format.
 *
 * @param region the names of the building's region, from the province down, and its code
 * @param rating the rating under the requested lens
 * @param calculations the amounts of components by item; items without components are left out
 * @param lenses the ratings under all lenses, in the order of the lenses
 * @param takeOffs the declared take-offs by phase
 * @param fingerprint the digests that identify the report
 * @param asOf the point in time that the rating describes
 * @param knownAt the point in time of the knowledge; null: now
 * @param printedAt when the report was made
 */
record Report(
        Project project,
        Building building,
        String region,
        RuleSet ruleSet,
        Rating rating,
        Map<String, Calculation> calculations,
        List<Rating> lenses,
        Map<TakeOff.Phase, TakeOff.Declared> takeOffs,
        Fingerprint fingerprint,
        OffsetDateTime asOf,
        OffsetDateTime knownAt,
        OffsetDateTime printedAt) {

    /**
     * The digests that identify a report.
     *
     * @param ruleSet SHA-256 of the rule set's text
     * @param snapshot SHA-256 of the snapshot that an evaluation of the same data stores
     * @param evaluation the number of the evaluation with this snapshot; null if there is none
     */
    record Fingerprint(String ruleSet, String snapshot, Integer evaluation) {}

    /** The calculation of an item. */
    Calculation calculation(String item) {
        return calculations.getOrDefault(item, Calculation.NONE);
    }

    /** The item of the rule set by its id. */
    RuleSet.Item item(String id) {
        return ruleSet.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
