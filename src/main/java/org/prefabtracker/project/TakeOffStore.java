package org.prefabtracker.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.StoredVersion;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.text.Codes;

/** The take-offs of buildings by phase: never overwritten, the latest version is in force. */
@ApplicationScoped
public class TakeOffStore {

    @Inject
    CurrentUser currentUser;

    @Inject
    JsonColumn json;

    private static final String SELECT = """
            select t.building_id, t.phase, t.content::text, t.version, t.recorded_at, p.name
            from take_off t join person p on p.id = t.recorded_by
            where t.project_id = :project""";

    /** The take-off in force; empty where the phase was never declared. */
    Optional<TakeOff.Declared> find(Building.Key building, TakeOff.Phase phase) {
        return TakeOffVersion.find(building, phase).map(this::declared);
    }

    /** Every version, the latest first. */
    List<TakeOff.Declared> history(Building.Key building, TakeOff.Phase phase) {
        return TakeOffVersion.versions(building, phase).stream()
                .map(this::declared)
                .toList();
    }

    private TakeOff.Declared declared(TakeOffVersion version) {
        TakeOff takeOff = json.read(version.content, TakeOff.class);
        return new TakeOff.Declared(
                version.phase,
                takeOff.measures(),
                takeOff.sources(),
                takeOff.absent(),
                version.version,
                version.recordedAt,
                version.recordedByName);
    }

    /**
     * The take-offs in force of buildings (null: of all buildings of the project), by id and phase.
     *
     * @param knownAt the versions in force at this moment; null: now
     */
    public Map<Long, Map<TakeOff.Phase, TakeOff.Declared>> inForce(Project project, Long[] buildings, Instant knownAt) {
        Map<Long, Map<TakeOff.Phase, TakeOff.Declared>> declared = new HashMap<>();
        Query query = Sql.query(SELECT + """

                          and (:buildings::bigint[] is null or t.building_id = any (:buildings))
                          and t.version = (select max(version) from take_off l where l.project_id = t.project_id
                            and l.building_id = t.building_id and l.phase = t.phase%s)""".formatted(knownAt == null ? "" : " and l.recorded_at <= :knownAt"));
        (knownAt == null ? query : query.bind("knownAt", knownAt.atOffset(ZoneOffset.UTC)))
                .bind("project", project.id())
                .bindByType("buildings", buildings, Long[].class)
                .map((rs, context) -> Map.entry(rs.getLong("building_id"), declared(rs)))
                .forEach(takeOff -> declared.computeIfAbsent(takeOff.getKey(), none -> new HashMap<>())
                        .put(takeOff.getValue().phase(), takeOff.getValue()));
        return declared;
    }

    /** Receives the take-off in force of one building and phase. */
    interface InForce {
        void accept(String building, TakeOff.Phase phase, TakeOff takeOff);
    }

    /** Passes every take-off in force of a project to a consumer, by building and phase. */
    void each(Project project, InForce consumer) {
        Sql.query("""
                        select distinct on (b.code, t.phase) b.code, t.phase, t.content::text as content
                        from take_off t join building b on b.project_id = t.project_id and b.id = t.building_id
                        where t.project_id = :project order by b.code, t.phase desc, t.version desc""")
                .bind("project", project.id())
                .map((rs, context) -> new Row(
                        rs.getString("code"),
                        TakeOff.Phase.valueOf(rs.getString("phase")),
                        json.read(rs.getString("content"), TakeOff.class)))
                .forEach(row -> consumer.accept(row.building(), row.phase(), row.takeOff()));
    }

    private record Row(String building, TakeOff.Phase phase, TakeOff takeOff) {}

    private TakeOff.Declared declared(ResultSet rs) throws SQLException {
        TakeOff takeOff = json.read(rs.getString("content"), TakeOff.class);
        return new TakeOff.Declared(
                TakeOff.Phase.valueOf(rs.getString("phase")),
                takeOff.measures(),
                takeOff.sources(),
                takeOff.absent(),
                rs.getInt("version"),
                rs.getObject("recorded_at", OffsetDateTime.class),
                rs.getString("name"));
    }

    /** Locks a building against concurrent declarations until the end of the transaction. */
    void lock(Building.Key building) {
        Sql.query("select id from building where project_id = :project and id = :building for update")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .mapTo(Long.class)
                .one();
    }

    /** Locks buildings in order of code against concurrent declarations and lists of joints. */
    public void lock(Project project, Collection<String> buildings) {
        Sql.query(
                        "select id from building where project_id = :project and code = any (:codes) order by code for update")
                .bind("project", project.id())
                .bind("codes", buildings.stream().map(Codes::normalise).toArray(String[]::new))
                .mapTo(Long.class)
                .list();
    }

    /**
     * The measures of a take-off that are sums of listed joints of the building, each with the number of joints. The building
     * has to be locked.
     */
    Map<DeclaredQuantity, Long> sumsOfJoints(Building.Key building, TakeOff takeOff) {
        Map<DeclaredQuantity, Long> sums = new EnumMap<>(DeclaredQuantity.class);
        Sql.query("""
                        select kind, count(*) from joint
                        where project_id = :project and building_id = :building and not cancelled group by kind""")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .map((rs, context) ->
                        Map.entry(JointKind.valueOf(rs.getString(1)).measure(), rs.getLong(2)))
                .forEach(joints -> {
                    if (takeOff.measures().containsKey(joints.getKey().key())) {
                        sums.merge(joints.getKey(), joints.getValue(), Long::sum);
                    }
                });
        return sums;
    }

    /** The violation for a measure that is a sum of listed joints. */
    static Violation sumOfJoints(ErrorLocation place, DeclaredQuantity measure, long joints) {
        return Violation.conflict(
                place,
                measure.key(),
                Violation.CONFLICT,
                "the building lists " + joints + " joints, whose sum this is; cancel them first, or do not declare it");
    }

    /** Stores a version. The same content is not stored again and needs no If-Match. Returns whether anything changed. */
    boolean declare(Building.Key building, TakeOff.Phase phase, TakeOff takeOff, String ifMatch) {
        String content = json.write(takeOff);
        OptionalInt version = StoredVersion.next(
                TakeOffVersion.find(building, phase), former -> json.isSame(former.content, content), ifMatch);
        version.ifPresent(next -> {
            TakeOffVersion.add(building, phase, next, content, currentUser.account());
            StaleBuildings.note(building.projectId(), List.of(building.id()));
        });
        return version.isPresent();
    }
}
