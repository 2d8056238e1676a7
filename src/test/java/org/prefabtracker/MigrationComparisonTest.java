package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The squashed migrations build the same database as those they replace. Only row-level security is written anew. */
class MigrationComparisonTest {

    private static MigratedDatabase server;

    /** Functions of row-level security, which the new set replaces. */
    private static final String REPLACED = """
            'app_project', 'app_projects', 'app_sees_all', 'app_one_project', 'app_project_lists', 'app_visible'""";

    private static final Map<String, String> CATALOGUE = new LinkedHashMap<>();

    static {
        CATALOGUE.put("tables and views", """
                select relname, relkind, relrowsecurity, relforcerowsecurity, reloptions, relowner::regrole
                from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')
                order by relname""");
        CATALOGUE.put("columns", """
                select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation::regcollation,
                  a.attstorage, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid)
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'p') and a.attnum > 0 and not a.attisdropped
                order by c.relname, a.attnum""");
        CATALOGUE.put("constraints", """
                select conrelid::regclass, conname, contype, convalidated, condeferrable, pg_get_constraintdef(oid)
                from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by conrelid::regclass::text, conname""");
        CATALOGUE.put("indexes", """
                select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2""");
        CATALOGUE.put("sequences", """
                select sequencename, data_type, start_value, min_value, max_value, increment_by, cycle, cache_size, last_value
                from pg_sequences where schemaname = 'public' order by 1""");
        CATALOGUE.put("views", """
                select viewname, definition from pg_views where schemaname = 'public' order by 1""");
        CATALOGUE.put("functions", """
                select p.oid::regprocedure, pg_get_functiondef(p.oid), prosecdef, provolatile, procost
                from pg_proc p left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
                where p.pronamespace = 'public'::regnamespace and d.objid is null and p.proname not in (%s) order by p.oid::regprocedure::text""".formatted(REPLACED));
        CATALOGUE.put("policies", """
                select c.relname, polcmd, polpermissive, polroles::regrole[] from pg_policy p join pg_class c on c.oid = p.polrelid
                order by 1""");
        CATALOGUE.put("rights to tables and sequences", """
                select c.relname, a.grantee::regrole, a.privilege_type, a.is_grantable
                from pg_class c, aclexplode(c.relacl) a
                where c.relnamespace = 'public'::regnamespace and c.relname <> 'flyway_schema_history'
                order by c.relname, a.grantee::regrole::text, a.privilege_type""");
        CATALOGUE.put("rights to columns", """
                select c.relname, t.attname, a.grantee::regrole, a.privilege_type, a.is_grantable
                from pg_attribute t join pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a
                where c.relnamespace = 'public'::regnamespace order by c.relname, t.attname, a.grantee::regrole::text, a.privilege_type""");
        CATALOGUE.put("rights to functions", """
                select p.oid::regprocedure, a.grantee, a.privilege_type
                from pg_proc p, aclexplode(p.proacl) a
                where p.pronamespace = 'public'::regnamespace and p.proname not in (%s)
                order by p.oid::regprocedure::text, a.grantee, a.privilege_type""".formatted(REPLACED));
        CATALOGUE.put("rights to the schema", """
                select nspname, nspacl from pg_namespace where nspname = 'public'""");
        CATALOGUE.put("extensions", "select extname, extversion from pg_extension order by 1");
    }

    static Iterable<String> parts() {
        return CATALOGUE.keySet();
    }

    @BeforeAll
    static void migrate() throws Exception {
        server = MigratedDatabase.start();
        for (String set : new String[] {"migration", "baseline"}) {
            server.create(set);
            server.flyway(set, "classpath:db/" + set, MigratedDatabase.APP)
                    .load()
                    .migrate();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void buildsTheSame(String part) throws SQLException {
        assertThat(server.rows("baseline", CATALOGUE.get(part)))
                .isNotEmpty()
                .isEqualTo(server.rows("migration", CATALOGUE.get(part)));
    }

    @Test
    void fillsTheTablesWithTheSameRows() throws SQLException {
        for (String table : server.rows("migration", """
                select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                  and relname <> 'flyway_schema_history' order by 1""")) {
            // moments of the migration itself differ
            String rows = "select to_jsonb(t) - 'recorded_at' - 'sealed_at' from " + table + " t order by t::text";
            assertThat(server.rows("baseline", rows)).as(table).isEqualTo(server.rows("migration", rows));
        }
        assertThat(server.rows("baseline", "select count(*) > 3000 from region"))
                .containsExactly("t");
    }

    @Test
    void refusesADatabaseOfTheFormerMigrations() {
        assertThatThrownBy(() -> server.flyway("migration", "classpath:db/baseline", MigratedDatabase.APP)
                        .load()
                        .migrate())
                .isInstanceOf(FlywayValidateException.class);
    }
}
