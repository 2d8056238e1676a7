package org.prefabtracker.rating.facts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;

/** Reads joints and the components they join under a lens, in one statement, for ratings and for the list of joints. */
public final class JointFactsReader {

    private static final int FETCHED_AT_ONCE = 1_000;

    private static final String STATED = """
            j.building_id, j.code, j.kind, j.width_mm, j.height_mm, j.column_side_mm, j.volume_m3, j.area_m2,
              j.cast_in_place_side, j.position, j.source, j.cancelled, j.version""";

    private JointFactsReader() {}

    /**
     * Which joints to read.
     *
     * @param buildings their ids; null: of every building of the project
     * @param code the only one, cancelled or not; null: all that are not cancelled
     * @param after only codes after it
     * @param limit how many at most; null: all
     */
    public record Wanted(Long[] buildings, String code, String kind, String storey, String after, Integer limit) {

        /** The same from the first to the last. */
        public Wanted all() {
            return new Wanted(buildings, code, kind, storey, "", null);
        }

        static Wanted all(Long[] buildings) {
            return new Wanted(buildings, null, null, null, "", null);
        }
    }

    /** A joint, and its fields that a rating does not read. */
    public record Row(long building, JointFact joint, String position, String source, boolean cancelled, int version) {}

    /** In order of building and code. Runs in a transaction, in which the rows are fetched in steps; to be closed. */
    public static Stream<Row> read(Project project, Wanted wanted, Lens lens, AsOfTables then) {
        return then
                .bind(Sql.query("""
                        select %1$s, s.code as storey, k.joins
                        from (
                          select j.* from %2$s j
                          where j.project_id = :project and (:buildings::bigint[] is null or j.building_id = any (:buildings))
                            and case when :code::text is null then not j.cancelled else j.code = :code end
                            and (:kind::text is null or j.kind = :kind) and j.code > :after
                            and (:storey::text is null or exists (select from storey t where t.project_id = j.project_id
                              and t.building_id = j.building_id and t.id = j.storey_id and t.code = :storey))
                          %3$s) as j
                        join storey s on s.project_id = j.project_id and s.building_id = j.building_id and s.id = j.storey_id
                        join %4$s
                        order by j.building_id, j.code""".formatted(
                                STATED,
                                then.joints(),
                                // with the limit as a parameter the planner would assume few rows
                                wanted.limit() == null ? "" : "order by j.building_id, j.code limit " + wanted.limit(),
                                joined(lens, then))))
                .bind("project", project.id())
                .bindByType("buildings", wanted.buildings(), Long[].class)
                .bind("code", wanted.code())
                .bind("kind", wanted.kind())
                .bind("storey", wanted.storey())
                .bind("after", wanted.after())
                .setFetchSize(FETCHED_AT_ONCE)
                .map((rs, context) -> row(rs))
                .stream();
    }

    /**
     * What joints {@code j} join, each as {@code W-1|SHEAR_WALL|COUNTS}. Currently it is a lookup per joint, also
     * where the planner has no statistics of the project yet; as of a moment it is one list that is read once.
     */
    private static String joined(Lens lens, AsOfTables then) {
        boolean now = then == AsOfTables.NOW;
        return """
                %1$s (
                  select %2$s array_agg(concat(c.code, '|', c.categories, '|', case when c.cancelled is distinct from false then 'CANCELLED'
                    when c.counts then 'COUNTS' else 'NOT_YET' end)) as joins
                  from joint_component k
                  left join %1$s (
                    select c.id, c.code, c.cancelled, coalesce(%3$s, false) as counts, case when r.parts = '[]' then r.category
                      else r.category || ',' || (select string_agg(p->>'category', ',') from jsonb_array_elements(r.parts) as p)
                      end as categories
                    %4$s
                    where c.project_id = :project %5$s) as c on c.id = k.component_id
                  where k.project_id = :project %6$s) as k on %7$s""".formatted(
                        now ? "lateral" : "",
                        now ? "" : "k.joint_id, k.version,",
                        lens.condition(),
                        then.from(),
                        now ? "and c.id = k.component_id offset 0" : "",
                        now ? "and k.joint_id = j.id and k.version = j.version" : "group by k.joint_id, k.version",
                        now ? "true" : "k.joint_id = j.id and k.version = j.version");
    }

    private static Row row(ResultSet rs) throws SQLException {
        List<JointFact.Joined> joins = Arrays.stream(
                        (String[]) rs.getArray("joins").getArray())
                .map(JointFactsReader::joined)
                .sorted(Comparator.comparing(JointFact.Joined::component))
                .toList();
        return new Row(
                rs.getLong("building_id"),
                new JointFact(
                        rs.getString("code"),
                        JointKind.valueOf(rs.getString("kind")),
                        rs.getString("storey"),
                        rs.getBigDecimal("width_mm"),
                        rs.getBigDecimal("height_mm"),
                        rs.getBigDecimal("column_side_mm"),
                        rs.getBigDecimal("volume_m3"),
                        rs.getBigDecimal("area_m2"),
                        rs.getBoolean("cast_in_place_side"),
                        joins),
                rs.getString("position"),
                rs.getString("source"),
                rs.getBoolean("cancelled"),
                rs.getInt("version"));
    }

    /** {@code W-1|SHEAR_WALL|COUNTS}; codes and categories contain no bar. */
    private static JointFact.Joined joined(String text) {
        String[] parts = text.split("\\|", -1);
        Set<Category> categories = parts[1].isEmpty()
                ? Set.of()
                : Arrays.stream(parts[1].split(",")).map(Category::valueOf).collect(Collectors.toSet());
        return new JointFact.Joined(parts[0], categories, JointFact.Seen.valueOf(parts[2]));
    }
}
