package org.prefabtracker.project;

import java.util.Collection;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.persistence.Sql;

/**
 * Marks buildings as stale in the transaction that changes them: their stored results are out of date after its commit
 * (docs/adr/0010). To be called for every change of an input of a rating.
 */
public final class StaleBuildings {

    private StaleBuildings() {}

    public static void note(long project, Collection<Long> buildings) {
        if (!buildings.isEmpty()) {
            Sql.update("""
                            insert into building_change (project_id, building_id, id)
                            select :project, building, nextval('building_change_seq') from unnest(:buildings) as b (building)""")
                    .bind("project", project)
                    .bind("buildings", buildings.stream().distinct().toArray(Long[]::new))
                    .execute();
        }
    }

    /**
     * Waits for transactions that register or move a building, and blocks later ones, so that {@link #noteRegion} misses no
     * building.
     */
    public static void lockAgainstNew() {
        Sql.execute("lock table project, building in share mode");
    }

    /** Marks every building of a region as stale, by its own region or that of its project. */
    public static void noteRegion(Region region) {
        Sql.update("""
                        insert into building_change (project_id, building_id, id)
                        select b.project_id, b.id, nextval('building_change_seq')
                        from building b join project p on p.id = b.project_id
                        where coalesce(b.region_code, p.region_code) like :prefix || '%'""").bind("prefix", region.prefix()).execute();
    }

    /** Marks all buildings of a project; a building that is being registered marks itself, before or after. */
    static void noteAll(long project) {
        Sql.query("select id from project where id = :project for update")
                .bind("project", project)
                .mapTo(Long.class)
                .one();
        Sql.update("""
                        insert into building_change (project_id, building_id, id)
                        select project_id, id, nextval('building_change_seq') from building where project_id = :project""").bind("project", project).execute();
    }
}
