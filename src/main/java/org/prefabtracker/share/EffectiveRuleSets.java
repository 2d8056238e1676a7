package org.prefabtracker.share;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.project.Project;

/** Which rule set each building of a project is officially rated by. */
@ApplicationScoped
public class EffectiveRuleSets {

    @Inject
    ResultRefresher results;

    /**
     * The ids of rule sets by the ids of buildings; a building none is in force for is left out.
     *
     * @param building the code of the only one wanted, or null
     * @param today decides for a building that was not started
     */
    public Map<Long, String> inForce(Handle handle, Project project, String building, LocalDate today) {
        Map<String, RegionRuleSets> byRegion = results.inForce(handle);
        Map<Long, String> chosen = new HashMap<>();
        handle.createQuery("""
                        select b.project_id, b.id as building_id, coalesce(b.region_code, :region) as region,
                          coalesce(b.started_on, :today) as started_on, b.completion_accepted_on is not null as completed,
                          o.rule_set as own_rule_set, o.reason
                        from building b
                        left join building_rule_set o on o.project_id = b.project_id and o.building_id = b.id
                          and o.version = (select max(version) from building_rule_set l
                            where l.project_id = b.project_id and l.building_id = b.id)
                        where b.project_id = :project and (:building::text is null or b.code = :building)""")
                .bind("project", project.id())
                .bind("region", project.regionCode())
                .bind("building", building)
                .bind("today", today)
                .map(ConstructorMapper.of(ResultRefresher.Noted.class))
                .forEach(noted -> {
                    String ruleSet = noted.ruleSet(byRegion).ruleSet();
                    if (ruleSet != null) {
                        chosen.put(noted.buildingId(), ruleSet);
                    }
                });
        return chosen;
    }
}
