package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.prefabtracker.project.Project;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the projects that lie in a region wholly or in part. */
@ApplicationScoped
class RegionProjectStore {

    /**
     * A project and its buildings in the region.
     *
     * @param all whether these are all of its buildings
     * @param demanded whether a requirement was ever stated for it
     */
    record Within(Project project, Set<String> buildings, boolean all, boolean demanded) {}

    /** Projects after a code, by code; those without a building lie in the region of the project. */
    List<Within> after(Region region, String code, int limit) {
        return Sql.query("""
                        select p.id, p.number, p.code, p.name, p.region_code, p.version, b.within, b.everywhere = b.here as all,
                          exists (select from requirement r where r.project_id = p.id) as demanded
                        from project p
                        cross join lateral (
                          select count(*) as everywhere,
                            count(*) filter (where coalesce(o.region_code, p.region_code) like :prefix || '%') as here,
                            array_agg(o.code order by o.code)
                              filter (where coalesce(o.region_code, p.region_code) like :prefix || '%') as within
                          from building o where o.project_id = p.id) as b
                        where p.code > :code and (b.here > 0 or b.everywhere = 0 and p.region_code like :prefix || '%')
                        order by p.code limit :limit""")
                .bind("prefix", region.prefix())
                .bind("code", code)
                .bind("limit", limit)
                .map((rs, context) -> within(rs))
                .list();
    }

    private static Within within(ResultSet rs) throws SQLException {
        return new Within(
                new Project(
                        rs.getLong("id"),
                        rs.getInt("number"),
                        rs.getString("code"),
                        rs.getString("name"),
                        rs.getString("region_code"),
                        rs.getLong("version")),
                rs.getArray("within") == null
                        ? Set.of()
                        : Set.of((String[]) rs.getArray("within").getArray()),
                rs.getBoolean("all"),
                rs.getBoolean("demanded"));
    }
}
