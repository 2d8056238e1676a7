package org.prefabtracker.share;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the data on which the effective rule sets of buildings depend. */
@ApplicationScoped
public class BuildingRuleSetStore {

    /** The data on which the effective rule set of a building depends, besides its own choice. */
    public record Placed(String code, String region, LocalDate startedOn) {}

    /** The code of a building, its region (its own or that of its project), and the day of its start. */
    Placed placed(Project project, Building.Key building) {
        return Sql.query("""
                        select code, coalesce(region_code, :region) as region, started_on from building
                        where project_id = :project and id = :building""")
                .bind("region", project.regionCode())
                .bind("project", building.projectId())
                .bind("building", building.id())
                .map(ConstructorMapper.of(Placed.class))
                .one();
    }

    /**
     * The buildings of a project with the data that decides their rule sets.
     *
     * @param building the code of the only building; null: all
     * @param today decides for a building that has not started
     */
    List<BuildingResultStore.StaleBuilding> list(Project project, String building, LocalDate today) {
        return Sql.query("""
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
                .map(ConstructorMapper.of(BuildingResultStore.StaleBuilding.class))
                .list();
    }
}
