package org.prefabtracker.project;

import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.region.Region;

/**
 * Marks buildings as stale in the transaction that changes them: their stored results are out of date from its commit on
 * (docs/adr/0010). Every change of what a rating depends on calls it.
 */
public final class StaleBuildings {

    private StaleBuildings() {}

    public static void note(Handle handle, long project, Collection<Long> buildings) {
        if (!buildings.isEmpty()) {
            handle.createUpdate("""
                            insert into building_change (project_id, building_id, id)
                            select :project, building, nextval('building_change_seq') from unnest(:buildings) as b (building)""")
                    .bind("project", project)
                    .bind("buildings", buildings.stream().distinct().toArray(Long[]::new))
                    .execute();
        }
    }

    /** Waits for the transactions that register or move a building, and makes later ones wait: {@link #noteRegion} misses none. */
    public static void lockAgainstNew(Handle handle) {
        handle.execute("lock table project, building in share mode");
    }

    /** Marks every building in a region stale, by its own region or its project's. */
    public static void noteRegion(Handle handle, Region region) {
        handle.createUpdate("""
                        insert into building_change (project_id, building_id, id)
                        select b.project_id, b.id, nextval('building_change_seq')
                        from building b join project p on p.id = b.project_id
                        where coalesce(b.region_code, p.region_code) like :prefix || '%'""").bind("prefix", region.prefix()).execute();
    }

    /** Marks all buildings of a project; a building that is being registered marks itself, before or after. */
    static void noteAll(Handle handle, long project) {
        handle.createQuery("select id from project where id = :project for update")
                .bind("project", project)
                .mapTo(Long.class)
                .one();
        handle.createUpdate("""
                        insert into building_change (project_id, building_id, id)
                        select project_id, id, nextval('building_change_seq') from building where project_id = :project""").bind("project", project).execute();
    }
}
