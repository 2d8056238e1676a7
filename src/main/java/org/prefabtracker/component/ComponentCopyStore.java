package org.prefabtracker.component;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the bill of a building for {@link ComponentCopy}. */
@Singleton
class ComponentCopyStore {

    @Inject
    JsonColumn json;

    /** A storey that the target building lacks, and how many components are on it. */
    record MissingStorey(String code, long components) {}

    /** The storeys of components of a building that another building lacks, from below. */
    List<MissingStorey> missingStoreys(Project project, String from, String to) {
        return Sql.query("""
                        select s.code, count(*) as components from component c
                        join building f on f.project_id = c.project_id and f.id = c.building_id and f.code = :from
                        join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                        where c.project_id = :project and not c.cancelled and not exists (
                          select from building t join storey o on o.project_id = t.project_id and o.building_id = t.id
                          where t.project_id = :project and t.code = :to and o.code = s.code)
                        group by s.code, s.ordinal order by s.ordinal""")
                .bind("project", project.id())
                .bind("from", from)
                .bind("to", to)
                .map((rs, context) -> new MissingStorey(rs.getString("code"), rs.getLong("components")))
                .list();
    }

    /** Which of some codes are of components that are not in a building, with the building they are in. */
    Map<String, String> elsewhere(Project project, Collection<String> codes, String building) {
        return Sql.query("""
                        select c.code, b.code as building from component c
                        join building b on b.project_id = c.project_id and b.id = c.building_id
                        where c.project_id = :project and c.code = any (:codes) and b.code <> :building""")
                .bind("project", project.id())
                .bind("codes", codes.toArray(String[]::new))
                .bind("building", building)
                .map((rs, context) -> Map.entry(rs.getString("code"), rs.getString("building")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The components of a building that are not cancelled, by code. */
    List<ComponentInput> components(Project project, String building) {
        return Sql.query("""
                        select jsonb_build_object('code', c.code, 'mark', c.mark, 'building', b.code, 'storey', s.code, 'spec', t.code,
                          'specOwner', coalesce((select o.code from organisation o where o.id = t.owner_id), 'STANDARD'),
                          'specRevision', c.spec_revision, 'position', c.position, 'exterior', c.exterior, 'count', c.count,
                          'quantities', %s)::text
                        from component c
                        join building b on b.project_id = c.project_id and b.id = c.building_id and b.code = :building
                        join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                        join spec t on t.id = c.spec_id
                        where c.project_id = :project and not c.cancelled order by c.code""".formatted(ComponentSql.ownQuantities("c")))
                .bind("project", project.id())
                .bind("building", building)
                .map((rs, context) -> json.read(rs.getString(1), ComponentInput.class))
                .list();
    }
}
