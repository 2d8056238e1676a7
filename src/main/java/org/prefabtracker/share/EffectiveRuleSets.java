package org.prefabtracker.share;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.prefabtracker.project.Project;

/** Which rule set each building of a project is officially rated by. */
@ApplicationScoped
public class EffectiveRuleSets {

    @Inject
    ResultRefresher results;

    @Inject
    BuildingRuleSetStore choices;

    /**
     * The ids of rule sets by the ids of buildings; a building none is in force for is left out.
     *
     * @param building the code of the only one wanted, or null
     * @param today decides for a building that was not started
     */
    public Map<Long, String> inForce(Project project, String building, LocalDate today) {
        Map<String, RegionRuleSets> byRegion = results.inForce();
        Map<Long, String> chosen = new HashMap<>();
        choices.list(project, building, today).forEach(noted -> {
            String ruleSet = noted.ruleSet(byRegion).ruleSet();
            if (ruleSet != null) {
                chosen.put(noted.buildingId(), ruleSet);
            }
        });
        return chosen;
    }
}
