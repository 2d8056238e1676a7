package org.prefabtracker.share;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the buildings of a region for the impact of a draft. */
final class ImpactSql {

    private static final String IN_REGION = """
            from building b join project p on p.id = b.project_id
            where coalesce(b.region_code, p.region_code) like :prefix || '%'""";

    private ImpactSql() {}

    static long count(Region region) {
        return Sql.query("select count(*) " + IN_REGION)
                .bind("prefix", region.prefix())
                .mapTo(Long.class)
                .one();
    }

    /** Buildings after a key of project and code, in that order. */
    static List<DraftImpactAnalysis.Place> places(Region region, LocalDate today, String after, int limit) {
        int slash = after.indexOf('/');
        return Sql.query("""
                        select b.project_id, p.number, p.code as project_code, p.name as project_name,
                          p.region_code as project_region, p.version, b.id as building_id,
                          coalesce(b.region_code, p.region_code) as region, b.started_on,
                          coalesce(b.completion_accepted_on <= :today, false) as completed,
                          (select o.rule_set from building_rule_set o where o.project_id = b.project_id
                            and o.building_id = b.id order by o.version desc limit 1) as own_rule_set
                        %s and (p.code, b.code) > (:project, :building)
                        order by p.code, b.code limit :limit""".formatted(IN_REGION))
                .bind("prefix", region.prefix())
                .bind("today", today)
                .bind("project", slash < 0 ? "" : after.substring(0, slash))
                .bind("building", slash < 0 ? "" : after.substring(slash + 1))
                .bind("limit", limit)
                .map(ConstructorMapper.of(DraftImpactAnalysis.Place.class))
                .list();
    }
}
