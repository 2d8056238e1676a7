package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * The role of the application only adds to history. The tables and columns come from the catalogue of the database: what is not
 * listed below as current state is history, so that a new table cannot escape by being forgotten here.
 */
@DatabaseTest
class AppendOnlyTest {

    /** What may change: a table, its columns that UPDATE may set ({@code *} for all), and whether DELETE may remove rows. */
    private static final String CURRENT_STATE = """
            audit_unsealed | | delete
            building | * |
            building_change | * | delete
            building_result | * | delete
            catalogue_file | content issue loaded_at sha256 |
            component | * |
            event_unsealed | | delete
            job | * | delete
            job_chunk | | delete
            job_progress | * | delete
            joint | * |
            known_device | * | delete
            organisation | name recorded_at recorded_by region_code version |
            person | active appointed_by name password password_ends_at recorded_at recorded_by roles version |
            piece | accepted_on component_id delivered_on holds installed_on live net_quantity place produced_on\
             released_on shipped_on stage |
            project | * |
            project_party | | delete
            recovery_code | | delete
            rule_set_draft | | delete
            second_factor | confirmed_at failed_at failures last_step secret | delete
            session | * | delete
            sign_in_failure | * | delete
            spec | category material revision search standard |
            spec_revision | status |
            storey | * | delete
            tag_counter | last_number |
            token | revoked_at |
            token_use | * |
            """;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Inject
    DataSource database;

    private record Table(String name, Set<String> columns) {}

    @Test
    void onlyTheCurrentStateMayChange() throws SQLException {
        List<String> changeable = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("""
                        select t.relname, r.deletes, case when r.updates = r.columns then '*'
                          else array_to_string(r.updates, ' ') end as updates
                        from pg_class t cross join lateral (
                          select has_table_privilege(t.oid, 'DELETE') as deletes,
                            array_agg(a.attname::text order by a.attname) as columns,
                            coalesce(array_agg(a.attname::text order by a.attname)
                              filter (where has_column_privilege(t.oid, a.attnum, 'UPDATE')), '{}') as updates
                          from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) r
                        where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
                          and (r.deletes or r.updates <> '{}')
                        order by t.relname""")) {
            while (rs.next()) {
                changeable.add(rs.getString("relname") + " | " + rs.getString("updates") + " |"
                        + (rs.getBoolean("deletes") ? " delete" : ""));
            }
        }
        assertThat(changeable.stream().map(line -> line.replaceAll("\\s+", " ")))
                .containsExactlyElementsOf(CURRENT_STATE
                        .lines()
                        .map(line -> line.strip().replaceAll("\\s+", " "))
                        .toList());
    }

    @Test
    void refusesToUpdateDeleteOrTruncateHistory() throws SQLException {
        Map<String, String[]> current = new TreeMap<>();
        CURRENT_STATE.lines().map(line -> line.split("\\|", -1)).forEach(parts -> current.put(parts[0].strip(), parts));
        List<String> allowed = new ArrayList<>();
        int refused = 0;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (Table table : tables(connection)) {
                String[] parts = current.getOrDefault(table.name(), new String[] {table.name(), "", ""});
                List<String> attempts = new ArrayList<>(List.of("truncate " + table.name()));
                if (parts[2].isBlank()) {
                    attempts.add("delete from " + table.name() + " where false");
                }
                Set<String> updated = Set.of(parts[1].strip().split("\\s+"));
                if (!updated.contains("*")) {
                    table.columns().stream()
                            .filter(column -> !updated.contains(column))
                            .forEach(column -> attempts.add(
                                    "update " + table.name() + " set \"" + column + "\" = default where false"));
                }
                for (String sql : attempts) {
                    if (refuses(connection, sql)) {
                        refused++;
                    } else {
                        allowed.add(sql);
                    }
                }
            }
        }
        assertThat(allowed).isEmpty();
        assertThat(refused).isGreaterThan(200);
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("""
                        select t.relname, a.attname from pg_class t join pg_attribute a on a.attrelid = t.oid
                        where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
                          and a.attnum > 0 and not a.attisdropped""")) {
            while (rs.next()) {
                tables.computeIfAbsent(rs.getString(1), name -> new java.util.TreeSet<>())
                        .add(rs.getString(2));
            }
        }
        return tables.entrySet().stream()
                .map(table -> new Table(table.getKey(), table.getValue()))
                .toList();
    }

    /** Whether the database refuses a statement for want of the right; what it did is rolled back. */
    private static boolean refuses(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return false;
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            return true;
        } finally {
            connection.rollback();
        }
    }
}
