package org.prefabtracker.share;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StaleBuildings;

/** The rule sets chosen for single buildings: never overwritten, the latest version is in force. */
@ApplicationScoped
public class BuildingRuleSetStore {

    @Inject
    CurrentUser currentUser;

    /** What the effective rule set of a building depends on besides its choice. */
    public record Placed(String code, String region, LocalDate startedOn) {}

    /** The rule set chosen for a building; empty where its region's is in force. */
    Optional<String> chosen(Handle handle, Building.Key building) {
        return recorded(handle, building).stream().findFirst().map(BuildingRuleSetResource.Recorded::ruleSet);
    }

    /** Every version of the choice for a building, the latest first. */
    List<BuildingRuleSetResource.Recorded> recorded(Handle handle, Building.Key building) {
        return handle.createQuery("""
                        select s.rule_set, s.reason, s.version, s.recorded_at, p.name
                        from building_rule_set s join person p on p.id = s.recorded_by
                        where s.project_id = :project and s.building_id = :building order by s.version desc""")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .map((rs, context) -> new BuildingRuleSetResource.Recorded(
                        rs.getString("rule_set"),
                        rs.getString("reason"),
                        rs.getInt("version"),
                        rs.getObject("recorded_at", OffsetDateTime.class),
                        rs.getString("name")))
                .list();
    }

    /** Stores a version and marks the building stale. */
    void add(Handle handle, Building.Key building, int version, BuildingRuleSetResource.Choice choice) {
        handle.createUpdate("""
                        insert into building_rule_set
                          (project_id, building_id, version, rule_set, reason, recorded_at, recorded_by)
                        values (:project, :building, :version, :ruleSet, :reason, now(), :person)""")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .bind("version", version)
                .bind("ruleSet", choice.ruleSet())
                .bind("reason", choice.reason())
                .bind("person", currentUser.personId())
                .execute();
        StaleBuildings.note(handle, building.projectId(), List.of(building.id()));
    }

    /** The code of a building, its own or its project's region, and the day it was started. */
    Placed placed(Handle handle, Project project, Building.Key building) {
        return handle.createQuery("""
                        select code, coalesce(region_code, :region) as region, started_on from building
                        where project_id = :project and id = :building""")
                .bind("region", project.regionCode())
                .bind("project", building.projectId())
                .bind("building", building.id())
                .map(ConstructorMapper.of(Placed.class))
                .one();
    }

    /**
     * The buildings of a project with what decides their rule sets.
     *
     * @param building the code of the only one wanted, or null
     * @param today decides for a building that was not started
     */
    List<BuildingResultStore.Noted> list(Handle handle, Project project, String building, LocalDate today) {
        return handle.createQuery("""
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
                .map(ConstructorMapper.of(BuildingResultStore.Noted.class))
                .list();
    }
}
