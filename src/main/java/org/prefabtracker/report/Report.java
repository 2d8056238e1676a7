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
 * A rating with everything it rests on, for those who check it (装配率计算书): the figures, in no language and no form yet.
 *
 * @param region the names of the building's region, from the province down, and its code
 * @param rating under the lens that was asked for
 * @param calculations what components add, by item; an item none counts in is not there
 * @param lenses the rating under every lens, in their order
 * @param takeOffs what was declared, by phase
 * @param fingerprint by what it is known again
 * @param asOf the moment it is of
 * @param knownAt the moment by whose knowledge it is; null: now
 * @param printedAt when it was made
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
     * By what a report is known again.
     *
     * @param ruleSet SHA-256 of the rule set's text
     * @param snapshot SHA-256 of what an evaluation of the same would keep
     * @param evaluation the number of the evaluation that keeps it; null where none does
     */
    record Fingerprint(String ruleSet, String snapshot, Integer evaluation) {}

    /** What of an item comes from components. */
    Calculation calculation(String item) {
        return calculations.getOrDefault(item, Calculation.NONE);
    }

    /** The item of the rule set that a finding is of. */
    RuleSet.Item item(String id) {
        return ruleSet.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
