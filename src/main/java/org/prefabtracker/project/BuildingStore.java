package org.prefabtracker.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Reads and writes buildings: the row in force, the storeys, and every version of the facts. */
@ApplicationScoped
public class BuildingStore {

    @Inject
    CurrentUser currentUser;

    @Inject
    JsonColumn json;

    /** The facts in force. */
    Building read(Building.Key key) {
        return json.read(BuildingVersion.require(key).facts, Building.class);
    }

    /** Buildings of a project after a code, each with its version. */
    List<Building> list(Project project, String after, int limit) {
        return Sql.query("""
                        select v.facts::text from building b
                        join building_version v on v.project_id = b.project_id and v.building_id = b.id and v.version = b.version
                        where b.project_id = :project and b.code > :after order by b.code limit :limit""")
                .bind("project", project.id())
                .bind("after", after)
                .bind("limit", limit)
                .map((rs, context) -> json.read(rs.getString(1), Building.class))
                .list();
    }

    /** The facts in force of buildings (null: of all buildings of the project), by id, in order of code. */
    public Map<Long, Building> inForce(Project project, Long[] buildings) {
        Map<Long, Building> facts = new LinkedHashMap<>();
        Sql.query("""
                        select b.id, v.facts::text from building b
                        join building_version v on v.project_id = b.project_id and v.building_id = b.id and v.version = b.version
                        where b.project_id = :project and (:buildings::bigint[] is null or b.id = any (:buildings)) order by b.code""")
                .bind("project", project.id())
                .bindByType("buildings", buildings, Long[].class)
                .map((rs, context) -> facts.put(rs.getLong(1), json.read(rs.getString(2), Building.class)))
                .list();
        return facts;
    }

    /** The same by the versions in force at a moment; buildings that were not known then are left out. */
    public Map<Long, Building> inForce(Project project, Long[] buildings, Instant knownAt) {
        if (knownAt == null) {
            return inForce(project, buildings);
        }
        Map<Long, Building> facts = new LinkedHashMap<>();
        Sql.query("""
                        select b.id, v.facts::text from building b
                        join building_version v on v.project_id = b.project_id and v.building_id = b.id
                        where b.project_id = :project and (:buildings::bigint[] is null or b.id = any (:buildings))
                          and v.version = (select max(version) from building_version l where l.project_id = b.project_id
                            and l.building_id = b.id and l.recorded_at <= :knownAt)
                        order by b.code""")
                .bind("project", project.id())
                .bindByType("buildings", buildings, Long[].class)
                .bind("knownAt", knownAt.atOffset(ZoneOffset.UTC))
                .map((rs, context) -> facts.put(rs.getLong(1), json.read(rs.getString(2), Building.class)))
                .list();
        return facts;
    }

    /** The number of buildings of a project. */
    long count(Project project) {
        return Sql.select("select count(*) from building where project_id = ?", project.id())
                .mapTo(Long.class)
                .one();
    }

    /** Whether a building has a storey. */
    public boolean hasStorey(Building.Key building, String code) {
        return Sql.query("""
                        select exists (select from storey
                          where project_id = :project and building_id = :building and code = :code)""")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .bind("code", Codes.normalise(code))
                .mapTo(Boolean.class)
                .one();
    }

    void insert(Project project, Building facts) {
        store(BuildingEntity.add(project, facts).key(), facts);
    }

    /** Stores the next version. Storeys keep their identity by code. */
    void update(BuildingEntity building, Building former, Building facts) {
        building.change(former, facts);
        store(building.key(), facts);
    }

    private void store(Building.Key key, Building facts) {
        StoreyEntity.replace(key, facts.storeyList());
        BuildingVersion.add(key, json.write(facts), currentUser.account());
        StaleBuildings.note(key.projectId(), List.of(key.id()));
    }

    /**
     * Adds a conflict where a new list leaves out storeys that components or joints have or had: their versions refer to
     * them, and every figure can be computed as of any day. A list with an unreadable storey is not checked.
     */
    void checkStoreys(Building.Key key, List<Building.Storey> storeys, Violations violations) {
        if (storeys == null || storeys.stream().anyMatch(storey -> storey == null || storey.code() == null)) {
            return;
        }
        String missed = Sql.query("""
                        select s.code from storey s
                        where s.project_id = :project and s.building_id = :building and s.code <> all (:codes)
                          and (exists (select from component c where c.project_id = s.project_id
                              and c.building_id = s.building_id and c.storey_id = s.id)
                            or exists (select from component_version v where v.project_id = s.project_id
                              and v.building_id = s.building_id and v.storey_id = s.id)
                            or exists (select from joint j where j.project_id = s.project_id
                              and j.building_id = s.building_id and j.storey_id = s.id)
                            or exists (select from joint_version v where v.project_id = s.project_id
                              and v.building_id = s.building_id and v.storey_id = s.id))
                        order by s.ordinal""")
                .bind("project", key.projectId())
                .bind("building", key.id())
                .bind("codes", codes(storeys))
                .mapTo(String.class)
                .collect(Collectors.joining(", "));
        if (!missed.isEmpty()) {
            violations.add(Violation.conflict(
                    new ErrorLocation.Pointer("/storeyList"),
                    missed,
                    Violation.CONFLICT,
                    "these storeys have or had components or joints and cannot be removed"));
        }
    }

    private static String[] codes(List<Building.Storey> storeys) {
        return storeys.stream().map(Building.Storey::code).toArray(String[]::new);
    }
}
