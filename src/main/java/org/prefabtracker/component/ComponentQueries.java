package org.prefabtracker.component;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.SpecReference;
import org.prefabtracker.catalogue.SpecStore;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Reads components of the bill with the state of their pieces. A factory sees only components released to it. */
@ApplicationScoped
public class ComponentQueries {

    private static final int FETCH_SIZE = 1_000;

    private static final String OF_FACTORY = " and (:factory::text is null or l.factory = :factory)";

    private static final String JOINS = """
            from component c
            join building b on b.project_id = c.project_id and b.id = c.building_id
            join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
            join spec t on t.id = c.spec_id
            join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
            left join piece l on l.project_id = c.project_id and l.component_id = c.id and l.live
            where c.project_id = :project""";

    private static final String SELECT = """
            select jsonb_strip_nulls(jsonb_build_object('code', c.code, 'mark', c.mark, 'building', b.code, 'storey', s.code,
              'spec', t.code, 'specOwner', (select o.code from organisation o where o.id = t.owner_id),
              'specRevision', c.spec_revision, 'position', c.position, 'exterior', c.exterior, 'count', c.count,
              'quantities', %s, 'totals', %s,
              'stage', case when c.cancelled then 'CANCELLED' else coalesce(l.stage, 'DESIGNED') end,
              'holds', coalesce(l.holds, '{}'), 'tag', l.tag, 'version', c.version))::text
            """.formatted(ComponentSql.ownQuantities("c"), ComponentSql.totals()) + JOINS;

    @Inject
    CurrentUser currentUser;

    @Inject
    JsonColumn json;

    @Inject
    SpecStore specs;

    Optional<Component> find(Project project, String code) {
        return Sql.query(SELECT + " and c.code = :code" + OF_FACTORY)
                .bind("factory", currentUser.factory())
                .bind("project", project.id())
                .bind("code", Codes.normalise(code))
                .map((rs, context) -> json.read(rs.getString(1), Component.class))
                .findOne();
    }

    /** The filters of a list; null where a filter is not given. */
    public record Search(
            String building,
            String storey,
            String stage,
            String category,
            String spec,
            String mark,
            Boolean onHold,
            String q) {}

    List<Component> list(Project project, Search search, String after, int limit) {
        return bind(
                        Sql.query(SELECT + SEARCHED + OF_FACTORY + " and c.code > :after order by c.code limit :limit"),
                        project,
                        search)
                .bind("after", after)
                .bind("limit", limit)
                .map((rs, context) -> json.read(rs.getString(1), Component.class))
                .list();
    }

    /** The number of components that match a search. */
    long count(Project project, Search search) {
        return bind(Sql.query("select count(*)\n" + JOINS + SEARCHED + OF_FACTORY), project, search)
                .mapTo(Long.class)
                .one();
    }

    private Query bind(Query query, Project project, Search search) {
        return query.bind("factory", currentUser.factory())
                .bind("project", project.id())
                .bindMethods(search);
    }

    private static final String SEARCHED = """
             and (:building::text is null or b.code = :building)
             and (:storey::text is null or s.code = :storey)
             and (:category::text is null or r.category = :category)
             and (:spec::text is null or t.code = :spec)
             and (:mark::text is null or c.mark = :mark)
             and (:stage::text is null or case when c.cancelled then 'CANCELLED' else coalesce(l.stage, 'DESIGNED') end = :stage)
             and (:onHold::boolean is null or (coalesce(cardinality(l.holds), 0) > 0) = :onHold)
             and (:q::text is null or strpos(lower(concat_ws(' ', c.code, c.mark, c.position)), lower(:q)) > 0)
            """;

    /**
     * The filters that name what does not exist, for a search without a result. What a factory does not see does not exist for
     * it; to others all buildings, storeys and specs of the project exist, and the specs that they can use.
     */
    Violations checkFilters(Project project, Search search) {
        Violations violations = new Violations();
        boolean all = currentUser.factory().isEmpty();
        check(project, "building", search.building, "b.code = :value", all ? BUILDING : null, null, violations);
        check(
                project,
                "storey",
                search.storey,
                "s.code = :value and (:building::text is null or b.code = :building)",
                all ? STOREY : null,
                search.building,
                violations);
        boolean usable = all
                && search.spec != null
                && !specs.revisions(project.id(), List.of(new SpecReference(search.spec, null)))
                        .isEmpty();
        check(project, "spec", usable ? null : search.spec, "t.code = :value", null, null, violations);
        check(project, "mark", search.mark, "c.mark = :value", null, null, violations);
        return violations;
    }

    private static final String BUILDING = "select from building where project_id = :project and code = :value";
    private static final String STOREY = """
            select from storey s join building b on b.project_id = s.project_id and b.id = s.building_id
            where s.project_id = :project and s.code = :value and (:building::text is null or b.code = :building)""";

    /** @param declared SQL that finds it without a component; null where only components tell */
    private void check(
            Project project,
            String parameter,
            String value,
            String condition,
            String declared,
            String building,
            Violations violations) {
        if (value == null) {
            return;
        }
        String found = declared != null ? declared : "select " + JOINS + OF_FACTORY + " and " + condition;
        Query query = Sql.query("select exists (" + found + ")")
                .bind("project", project.id())
                .bind("value", value);
        if (declared == null) {
            query.bind("factory", currentUser.factory());
        }
        if (condition.contains(":building")) {
            query.bind("building", building);
        }
        if (!query.mapTo(Boolean.class).one()) {
            violations.add(
                    new ErrorLocation.Parameter(parameter),
                    value,
                    Violation.NOT_FOUND,
                    "there is no such " + parameter);
        }
    }

    /**
     * Passes the bill of a project to a consumer by code, as rows that can be registered again; without cancelled components.
     *
     * @param factory only components of this factory; null: all. It is not read from the current user, because an export is
     *     written after the request
     */
    void each(Project project, String factory, Consumer<ComponentInput> consumer) {
        Sql.query("""
                        select c.code, c.mark, b.code as building, s.code as storey, t.code as spec,
                          (select o.code from organisation o where o.id = t.owner_id) as spec_owner, c.spec_revision, c.position,
                          c.exterior, c.count, %s
                        """.formatted(SqlColumns.of("c", Quantity.COLUMNS)) + JOINS + " and not c.cancelled"
                        + OF_FACTORY
                        + " order by c.code")
                .bind("project", project.id())
                .bind("factory", factory)
                .setFetchSize(FETCH_SIZE)
                .map((rs, context) -> input(rs))
                .useStream(rows -> rows.forEach(consumer));
    }

    private static ComponentInput input(ResultSet rs) throws SQLException {
        return new ComponentInput(
                rs.getString("code"),
                rs.getString("mark"),
                rs.getString("building"),
                rs.getString("storey"),
                null,
                null,
                rs.getString("spec"),
                rs.getString("spec_owner"),
                rs.getInt("spec_revision"),
                rs.getString("position"),
                rs.getObject("exterior", Boolean.class),
                rs.getInt("count"),
                new Quantities(
                        rs.getBigDecimal("concrete_volume_m3"),
                        rs.getBigDecimal("structural_concrete_volume_m3"),
                        rs.getBigDecimal("steel_mass_kg"),
                        rs.getBigDecimal("mass_kg"),
                        rs.getBigDecimal("length_m"),
                        rs.getBigDecimal("plan_area_m2"),
                        rs.getBigDecimal("face_area_m2"),
                        rs.getBigDecimal("interior_area_m2")));
    }
}
