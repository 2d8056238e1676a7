package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prefabtracker.shared.text.Sha256;

/**
 * The whole region tree after a change of one component: 31 provinces, 20,000 buildings with 200 components each unless
 * {@code -Dprefab.bench.buildings} says otherwise. Run by {@code mvn -Pbench verify}.
 */
class ShareBench {

    private static final int BUILDINGS = Integer.getInteger("prefab.bench.buildings", 20_000);
    private static final int PER_PROJECT = 10;
    private static final int COMPONENTS = 200;
    private static final int STOREYS = 10;
    private static final int ROUNDS = 15;
    private static final String TREE = "/regions/CN/share/tree?year=2026";

    private static RunningApplication application;
    private static Connection database;

    @BeforeAll
    static void start() throws Exception {
        application = RunningApplication.startForBenchmark();
        database = application.owner();
        api().body("""
                        {"code": "BENCH-SLAB", "name": "slab", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                         "quantities": {"concreteVolumeM3": 0.361152, "planAreaM2": 6, "massKg": 902.88}}""").post("/specs").then().statusCode(201);
        api().body("""
                        {"code": "BENCH-COLUMN", "name": "column", "category": "COLUMN", "material": "STEEL", "status": "RELEASED",
                         "quantities": {"massKg": 1200}}""").post("/specs").then().statusCode(201);
        long begin = System.nanoTime();
        build();
        try (Connection owner = application.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("vacuum analyze");
        }
        System.out.printf("%,d components there after %,d s%n", BUILDINGS * COMPONENTS, seconds(begin));
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        application.close();
    }

    /** Buildings of every county in turn, of steel, each with a column, half of them prefab by their slabs. */
    private static void build() throws Exception {
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    insert into project (id, code, name, region_code, version, recorded_by, recorded_at)
                    select nextval('project_seq'), 'SB-' || n, 'bench', c.codes[1 + n %% cardinality(c.codes)], 1, 1, now()
                    from generate_series(1, %d) as n,
                      (select array_agg(code order by right(code, 2), code) as codes from region where length(code) = 6) as c""".formatted(BUILDINGS / PER_PROJECT));
            statement.execute("""
                    insert into building (project_id, id, code, name, use, structure, storeys, floor_area_m2, started_on, version)
                    select p.id, nextval('building_seq'), n || '#', 'bench', 'PUBLIC', 'STEEL', %d, 5000 + p.id / 50 %% 1000 + n / 1000.0,
                      date '2026-01-01' + (p.id / 50 %% 300)::int, 1
                    from project p, generate_series(1, %d) as n where p.code like 'SB-%%'""".formatted(STOREYS, PER_PROJECT));
            statement.execute("""
                    insert into storey (project_id, id, building_id, code, ordinal, kind)
                    select b.project_id, nextval('storey_seq'), b.id, s, s, 'ABOVE_GROUND' from building b, generate_series(1, %d) as s""".formatted(STOREYS));
            statement.execute("""
                    insert into building_version (project_id, building_id, version, facts, valid_from, recorded_at, recorded_by)
                    select b.project_id, b.id, 1, jsonb_build_object('code', b.code, 'name', b.name, 'use', b.use, 'structure', b.structure,
                      'storeys', b.storeys, 'floorAreaM2', b.floor_area_m2, 'startedOn', b.started_on,
                      'storeyList', (select jsonb_agg(jsonb_build_object('code', s::text, 'kind', 'ABOVE_GROUND'))
                        from generate_series(1, %d) as s)), now(), now(), 1 from building b""".formatted(STOREYS));
            statement.execute("""
                    insert into take_off (project_id, building_id, phase, version, content, valid_from, recorded_at, recorded_by)
                    select b.project_id, b.id, 'DESIGN', 1, jsonb_build_object('measures', jsonb_build_object(
                        'planArea', case when b.id / 50 % 2 = 0 then 1500 else 3000 end, 'nonLoadBearingEnvelopeArea', 100,
                        'envelopeNonMasonryOther', 100, 'partitionArea', 100, 'partitionNonMasonryOther', 100, 'fullDecoration', true),
                      'sources', jsonb_build_object(), 'absent', jsonb_build_array()), now(), now(), 1 from building b""");
            statement.execute("""
                    insert into component (project_id, id, code, building_id, storey_id, spec_id, spec_revision, count, amount,
                      cancelled, version, valid_from, recorded_at, recorded_by)
                    select t.project_id, nextval('component_seq'), b.code || '-' || t.code || '-' || n, t.building_id, t.id, s.id, 1, 1, 1,
                      false, 1, now(), now(), 1
                    from spec s, building b join storey t on t.project_id = b.project_id and t.building_id = b.id,
                      generate_series(1, %1$d) as n
                    where s.code = case when t.code = '1' and n = %1$d then 'BENCH-COLUMN' else 'BENCH-SLAB' end""".formatted(COMPONENTS / STOREYS));
            statement.execute("""
                    insert into building_change (project_id, building_id, id)
                    select project_id, id, nextval('building_change_seq') from building""");
        }
    }

    @Test
    void answersTheWholeTreeWithinASecondAfterAChangeOfOneComponent() throws Exception {
        long begin = System.nanoTime();
        while (tree().statusCode() == 503) {
            Thread.sleep(100);
        }
        System.out.printf("all of %,d buildings rated for the first time in %,d s%n", BUILDINGS, seconds(begin));
        assertThat(tree().<Integer>path("tracked.buildings")).isEqualTo(BUILDINGS);
        int prefab = tree().path("tracked.prefabBuildings");
        assertThat(prefab).isBetween(BUILDINGS / 3, BUILDINGS * 2 / 3);
        long[] times = new long[ROUNDS];
        for (int i = -3; i < ROUNDS; i++) {
            String project = "SB-" + (1 + (i + 3) * 97 % (BUILDINGS / PER_PROJECT));
            // a slab of 900 m2 more or less makes the building prefab or not
            int before = tree().path("tracked.prefabBuildings");
            boolean wasPrefab = api().get(
                            "/projects/{p}/buildings/{b}/ratings/cn-gbt-51129-2017?lens=DESIGN", project, "1#")
                    .path("result.qualifies");
            api().body("""
                            {"components": [{"code": "1#-1-1", "building": "1#", "storey": "1", "spec": "BENCH-SLAB",
                              "quantities": {"planAreaM2": %d}}]}""".formatted(wasPrefab ? 100_000 : 1_200))
                    .post("/projects/" + project + "/components")
                    .then()
                    .statusCode(200);
            long start = System.nanoTime();
            Response tree = tree();
            long took = System.nanoTime() - start;
            assertThat(tree.<Integer>path("tracked.prefabBuildings")).isEqualTo(before + (wasPrefab ? -1 : 1));
            if (i >= 0) {
                times[i] = took;
            }
        }
        Arrays.sort(times);
        System.out.printf("the tree took %,.0f to %,.0f ms%n", times[0] / 1e6, times[ROUNDS - 1] / 1e6);
        Benchmark.record(
                "the share of %,d buildings of %,d components in all, as the whole tree of regions, after a change of one component"
                        .formatted(BUILDINGS, BUILDINGS * COMPONENTS),
                "a second",
                times[ROUNDS / 2],
                1e9,
                1);
    }

    /** A regulator of one region: row-level security limits the statements too. */
    @Test
    void answersTheRegulatorOfAProvinceLittleLaterThanTheOperator() throws Exception {
        String secret = "pft_regulator-of-32";
        try (PreparedStatement statement = database.prepareStatement("""
                with o as (
                  insert into organisation (id, code, name, kind, region_code)
                  values (nextval('organisation_seq'), 'REGULATOR-32', 'r', 'REGULATOR', '32') returning id),
                p as (
                  insert into person (id, organisation_id, name, login, roles)
                  select nextval('person_seq'), id, 'r', 'regulator-32', '{VIEWER}' from o returning id)
                insert into token (id, person_id, name, prefix, sha256, created_at)
                select nextval('token_seq'), id, 't', 'pft_regulator', ?, now() from p""")) {
            statement.setString(1, Sha256.hex(secret));
            statement.executeUpdate();
        }
        while (tree().statusCode() == 503) {
            Thread.sleep(100);
        }
        String province = "/regions/32/share/tree?year=2026";
        Benchmark.compare(
                "the share of a province as a tree, asked by its regulator",
                ROUNDS,
                () -> given().spec(application.api(secret)).get(province).then().statusCode(200),
                "the same, asked by the operator",
                () -> api().get(province).then().statusCode(200),
                2);
    }

    private static RequestSpecification api() {
        return given().spec(application.api());
    }

    private static Response tree() {
        return api().get(TREE);
    }

    private static long seconds(long begin) {
        return (System.nanoTime() - begin) / 1_000_000_000;
    }
}
