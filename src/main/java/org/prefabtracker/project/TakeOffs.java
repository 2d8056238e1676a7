package org.prefabtracker.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.access.Caller;
import org.prefabtracker.shared.StoredJson;

/** The take-offs of buildings by phase: never overwritten, the latest version is in force. */
@ApplicationScoped
public class TakeOffs {

    @Inject
    Caller caller;

    @Inject
    StoredJson json;

    /** The take-off in force; empty where the phase was never declared. */
    public Optional<TakeOff.Declared> find(Handle handle, Building.Key building, TakeOff.Phase phase) {
        return select(handle, building, phase, " order by t.version desc limit 1")
                .findFirst();
    }

    /** Every version, the latest first. */
    List<TakeOff.Declared> history(Handle handle, Building.Key building, TakeOff.Phase phase) {
        return select(handle, building, phase, " order by t.version desc").toList();
    }

    private java.util.stream.Stream<TakeOff.Declared> select(
            Handle handle, Building.Key building, TakeOff.Phase phase, String order) {
        Query query = handle.createQuery("""
                select t.content::text, t.version, t.recorded_at, p.name
                from take_off t join person p on p.id = t.recorded_by
                where t.project_id = :project and t.building_id = :building and t.phase = :phase""" + order);
        return query
                .bind("project", building.projectId())
                .bind("building", building.id())
                .bind("phase", phase)
                .map((rs, context) -> {
                    TakeOff takeOff = json.read(rs.getString(1), TakeOff.class);
                    return new TakeOff.Declared(
                            phase,
                            takeOff.measures(),
                            takeOff.sources(),
                            takeOff.absent(),
                            rs.getInt(2),
                            rs.getObject(3, OffsetDateTime.class),
                            rs.getString(4));
                })
                .list()
                .stream();
    }

    /** Locks a building against others who declare for it, in the transaction of the handle. */
    void lock(Handle handle, Building.Key building) {
        handle.createQuery("select id from building where project_id = :project and id = :building for update")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .mapTo(Long.class)
                .one();
    }

    /** Puts a version in force; one that says the same as the last is not stored again. */
    boolean declare(Handle handle, Building.Key building, TakeOff.Phase phase, TakeOff takeOff) {
        return handle.createUpdate("""
                        insert into take_off (project_id, building_id, phase, version, content, valid_from, recorded_at, recorded_by)
                        select :project, :building, :phase, coalesce(max(version), 0) + 1, :content::jsonb, now(), now(), :person
                        from take_off t
                        where project_id = :project and building_id = :building and phase = :phase
                        having :content::jsonb is distinct from (select content from take_off l
                          where l.project_id = :project and l.building_id = :building and l.phase = :phase
                          order by version desc limit 1)""")
                        .bind("project", building.projectId())
                        .bind("building", building.id())
                        .bind("phase", phase)
                        .bind("content", json.write(takeOff))
                        .bind("person", caller.personId())
                        .execute()
                == 1;
    }
}
