package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every migration keeps to. */
class MigrationsTest {

    private static MigratedDatabase server;

    @BeforeAll
    static void migrate() throws Exception {
        server = MigratedDatabase.start();
        server.create("prefab");
        server.flyway("prefab", MigratedDatabase.APP).load().migrate();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void areNumberedWithoutGaps() {
        List<Integer> numbers = Arrays.stream(server.flyway("prefab", MigratedDatabase.APP)
                        .load()
                        .info()
                        .applied())
                .filter(MigrationInfo::isVersioned)
                .map(migration -> Integer.valueOf(migration.getVersion().getVersion()))
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void nameEveryConstraintAfterItsTableAndItsKind() throws SQLException {
        assertThat(server.rows("prefab", """
                select conname from pg_constraint c join pg_class t on t.oid = c.conrelid
                where connamespace = 'public'::regnamespace and contype <> 'n' and relname <> 'flyway_schema_history'
                  and conname not like replace(relname, '_', '\\_') || '\\_%'
                     || case contype when 'p' then 'pk' when 'u' then 'uk' when 'f' then 'fk' when 'c' then 'ck' else '?' end""")).isEmpty();
    }

    @Test
    void beginTheKeysOfProjectTablesWithTheProject() throws SQLException {
        assertThat(server.rows("prefab", """
                select conname from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attname = 'project_id' and a.attnotnull
                where connamespace = 'public'::regnamespace and contype in ('p', 'u') and conkey[1] <> a.attnum""")).isEmpty();
    }

    @Test
    void protectEveryTableOfAProjectByAPolicyWithoutASubselect() throws SQLException {
        // the project of a token restricts a person; a job belongs to who submitted it, and both stay visible to that
        // person
        assertThat(server.rows("prefab", """
                select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('token', 'job')
                  and (a.attname = 'project_id' or c.relname = 'project' and a.attname = 'id')
                  and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))""")).isEmpty();
        assertThat(server.rows("prefab", """
                select polname from pg_policy
                where concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~* '\\mselect\\M'""")).isEmpty();
    }

    @Test
    void haveNoTriggers() throws SQLException {
        assertThat(server.rows("prefab", "select tgname from pg_trigger where not tgisinternal"))
                .isEmpty();
    }

    /** Another role makes the repeatable migrations run again; each must be complete by itself. */
    @Test
    void giveARoleTheSameRightsWhenTheyAreRepeated() throws SQLException {
        server.create("repeated");
        server.flyway("repeated", MigratedDatabase.APP).load().migrate();
        server.execute("create role other_app login");
        assertThat(server.flyway("repeated", "other_app").load().migrate().migrationsExecuted)
                .isPositive();
        assertThat(rights("other_app")).isNotEmpty().isEqualTo(rights(MigratedDatabase.APP));
    }

    private static List<String> rights(String role) throws SQLException {
        return server.rows("repeated", """
                select relname, null as column, a.privilege_type from pg_class, aclexplode(relacl) a
                where relnamespace = 'public'::regnamespace and a.grantee = '%1$s'::regrole
                union all
                select relname, attname, a.privilege_type
                from pg_attribute join pg_class c on c.oid = attrelid, aclexplode(attacl) a
                where relnamespace = 'public'::regnamespace and a.grantee = '%1$s'::regrole
                order by 1, 2, 3""".formatted(role));
    }

    /** Without the tables that events refer to, of which nothing is asked. */
    @Test
    void sealTheEventsThatAreThereAThousandTogether() throws SQLException {
        server.create("sealed");
        int seals = Arrays.stream(server.flyway("sealed", MigratedDatabase.APP)
                        .load()
                        .info()
                        .pending())
                .filter(migration -> migration.getDescription().equals("event seals"))
                .map(migration -> Integer.valueOf(migration.getVersion().getVersion()))
                .findFirst()
                .orElseThrow();
        server.flyway("sealed", MigratedDatabase.APP)
                .target(String.valueOf(seals - 1))
                // those of today are about tables of later
                .repeatableSqlMigrationPrefix("none")
                .load()
                .migrate();
        server.execute(
                "sealed",
                "alter table event drop constraint event_piece_fk, drop constraint event_person_fk, drop constraint event_organisation_fk");
        server.execute("sealed", """
                insert into event (project_id, event_id, piece_id, type, occurred_at, occurred_offset_minutes, occurred_precision, arrival,
                  batch, recorded_at, recorded_by, organisation_id, schema_version, content)
                select project, gen_random_uuid(), 1, 'STEP', now(), 480, 'MINUTE', 10000 - n, n / 3, now(), 1, 1, 1, '{}'
                from generate_series(1, 2) as project, generate_series(1, 1500) as n""");
        server.flyway("sealed", MigratedDatabase.APP).load().migrate();
        assertThat(server.rows("sealed", """
                select s.project_id, s.batch, cardinality(s.event_ids), u.events from event_seal s
                join event_unsealed u using (project_id, batch) order by 1, 2"""))
                .containsExactly(
                        "1 | 8500 | 1000 | 1000",
                        "1 | 9500 | 500 | 500",
                        "2 | 8500 | 1000 | 1000",
                        "2 | 9500 | 500 | 500");
        assertThat(server.rows("sealed", """
                select count(*) from event_seal s cross join unnest(s.event_ids) with ordinality as u (id, place)
                join event e on e.project_id = s.project_id and e.event_id = u.id
                  and event_sha256(e) = substr(s.hashes, 32 * (u.place::int - 1) + 1, 32)""")).containsExactly("3000");
    }

    @Test
    void refuseADatabaseMadeByOthers() throws SQLException {
        server.create("former");
        server.flyway("former", MigratedDatabase.APP).load().migrate();
        server.rows(
                "former",
                "with changed as (update flyway_schema_history set checksum = checksum + 1 where version = '1' returning 1) select * from changed");
        assertThatThrownBy(() ->
                        server.flyway("former", MigratedDatabase.APP).load().migrate())
                .isInstanceOf(FlywayValidateException.class);
    }
}
