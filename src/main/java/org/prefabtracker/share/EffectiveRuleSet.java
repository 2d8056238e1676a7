package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.prefabtracker.region.Region;

/**
 * The rule set that a building is rated by, and the reason.
 *
 * @param ruleSet null where none is in force
 * @param overridden whether it was chosen for this building
 * @param region the region in which it is in force: that of the building or one around it; null where it is overridden
 * @param from the first day it is in force there
 * @param reason of the override
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EffectiveRuleSet(
        String ruleSet, boolean overridden, String region, LocalDate from, String source, String reason) {

    static EffectiveRuleSet overridden(String ruleSet, String reason) {
        return new EffectiveRuleSet(ruleSet, true, null, null, null, reason);
    }

    /** The rule set in force in the nearest region that states one for the day. */
    static EffectiveRuleSet of(Map<String, RegionRuleSets> inForce, String region, LocalDate day) {
        for (String around : Region.chain(Region.normalise(region))) {
            Optional<RegionRuleSets.Entry> entry =
                    Optional.ofNullable(inForce.get(around)).flatMap(ruleSets -> ruleSets.on(day));
            if (entry.isPresent()) {
                return new EffectiveRuleSet(
                        entry.get().ruleSet(),
                        false,
                        around,
                        entry.get().from(),
                        entry.get().source(),
                        null);
            }
        }
        return new EffectiveRuleSet(null, false, null, null, null, null);
    }
}
