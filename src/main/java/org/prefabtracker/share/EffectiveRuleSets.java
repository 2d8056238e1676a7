package org.prefabtracker.share;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.prefabtracker.project.Project;

/** The rule set by which each building of a project is officially rated. */
@ApplicationScoped
public class EffectiveRuleSets {

    @Inject
    ResultRefresher results;

    @Inject
    BuildingRuleSetStore choices;

    /**
     * The ids of rule sets by the ids of buildings; a building without a rule set in force is left out.
     *
     * @param building the code of the only building; null: all
     * @param today decides for a building that has not started
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
