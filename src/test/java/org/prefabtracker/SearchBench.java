package org.prefabtracker;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Searches of a catalogue of 100,000 specs, each kind held against a page of the list without a search, beside as many that are
 * other designers' own. Run by {@code mvn -Pbench verify}.
 */
class SearchBench {

    private static final int ROUNDS = 40;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Codes of five families, each with names of its own, registered family by family. */
    private static final String SPECS = """
            create temp table bench_spec as
            select nextval('spec_seq') as id, family, n, case family
                when 0 then 'DBS' || 1 + n % 2 || '-' || 67 + n % 3 || '-' || to_char(n, 'FM000000') || '-' || 11 + n % 3 * 10
                when 1 then 'DBD' || to_char(n, 'FM000000') || '-' || n % 7
                when 2 then 'HN' || 100 + n % 900 || 'x' || 100 + n % 300 || 'x' || 5 + n % 20 || 'x' || 8 + n % 30 || '-' || n
                when 3 then 'WGX-' || to_char(n, 'FM000000') || '-' || n % 90
                else 'ZT-' || to_char(n, 'FM000000') end as code,
              (array['桁架钢筋混凝土叠合板（双向板边板）', '桁架钢筋混凝土叠合板（单向板）', '热轧H型钢 窄翼缘', '预制混凝土夹心保温外墙板',
                '预制钢筋混凝土板式楼梯（剪刀）'])[1 + family] as name,
              (array['lattice girder slab, two-way, edge', 'lattice girder slab, one-way', 'hot rolled H section, narrow flange',
                'sandwich facade wall panel', 'precast scissor stair flight'])[1 + family] as name_en,
              (array['SLAB', 'SLAB', 'BEAM', 'FACADE_PANEL', 'STAIR'])[1 + family] as category,
              case family when 2 then 'STEEL' else 'CONCRETE' end as material,
              (array['15G366-1', '15G366-1', 'GB/T 11263-2017', 'JGJ/T 458-2018', '15G367-1'])[1 + family] as standard
            from generate_series(0, 4) as family, generate_series(1, 20000) as n""";

    private record Kind(String name, Map<String, String> query) {}

    private static RunningApplication application;
    private static Connection database;

    @BeforeAll
    static void start() throws Exception {
        application = RunningApplication.startForBenchmark();
        database = application.owner();
        try (Statement statement = database.createStatement()) {
            statement.execute(SPECS);
            fill(statement, "null", "true");
            statement.execute("""
                    insert into organisation (id, code, name, kind)
                    select nextval('organisation_seq'), 'BENCH-' || n, 'n', 'DESIGNER' from generate_series(0, 49) as n""");
            for (int n = 0; n < 50; n++) {
                fill(statement, "(select id from organisation where code = 'BENCH-" + n + "')", "n % 50 = " + n);
            }
        }
        try (Connection owner = application.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    /** The specs of an owner: those of the standard's that a condition chooses, once more. */
    private static void fill(Statement statement, String owner, String condition) throws Exception {
        statement.execute("""
                create temp table owned_spec as
                select nextval('spec_seq') as id, family, code, name, name_en, category, material, standard from bench_spec where\s""" + condition);
        statement.execute("""
                insert into spec (id, owner_id, code, revision, category, material, standard, search)
                select id, %s, code, 1, category, material, standard, lower(code || ' ' || name || ' ' || name_en || ' ')
                from owned_spec order by (family + 3) %% 5, md5(code)""".formatted(owner));
        statement.execute("""
                insert into spec_revision (spec_id, revision, status, name, name_en, category, material, standard, basis, features,
                  length_mm, width_mm, height_mm, concrete_volume_m3, plan_area_m2, mass_kg, parts, external_codes, data_basis,
                  recorded_by, recorded_at)
                select id, 1, 'RELEASED', name, name_en, category, material, standard, 'PIECE', '{}', 3420, 1760, 60, 0.361152, 6.0192,
                  902.88, '[]', '{}', 'DECLARED', 1, now() from owned_spec""");
        statement.execute("drop table owned_spec");
    }

    /** A token of a person of one of the designers. */
    private static String designer() {
        String password =
                given(application.token()).body("""
                        {"login": "bench-designer", "name": "n", "organisation": "BENCH-7", "roles": ["EDITOR"]}""").post("/api/v1/people").path("password");
        return RestAssured.given()
                .port(application.port())
                .auth()
                .preemptive()
                .basic("bench-designer", password)
                .contentType("application/json")
                .body("{\"name\": \"bench\"}")
                .post("/api/v1/tokens")
                .path("token");
    }

    private static RequestSpecification given(String token) {
        return RestAssured.given()
                .port(application.port())
                .header("Authorization", "Bearer " + token)
                .contentType("application/json");
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        application.close();
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("one character of nearly all", Map.of("q", "板")),
            new Kind("a digit", Map.of("q", "1")),
            new Kind("one character of none", Map.of("q", "龘")),
            new Kind("two characters of 40 %", Map.of("q", "叠合")),
            new Kind("two characters of none", Map.of("q", "门窗")),
            new Kind("two letters of none", Map.of("q", "qq")),
            new Kind("a code", Map.of("q", "DBD012345-4")),
            new Kind("a section in another spelling", Map.of("q", "hn400*100")),
            new Kind("a number in codes", Map.of("q", "-0123")),
            new Kind("an English name of none", Map.of("q", "hollow core")),
            new Kind("a name within a category", Map.of("q", "剪刀", "category", "STAIR")),
            new Kind("a number within a standard", Map.of("q", "400x", "standard", "GB/T 11263-2017")),
            new Kind("a category without a search", Map.of("category", "STAIR")),
            new Kind("a material and a standard", Map.of("material", "STEEL", "standard", "GB/T 11263-2017")),
            new Kind("a page near the end", Map.of("q", "板", "cursor", cursor("ZT-019000"))));

    @Test
    void findsWhatFewOrManyHaveAsFastAsAPageOfTheList() throws Exception {
        compare("the slowest of 15 kinds of search of 100,000 specs", application.token(), KINDS, 3);
    }

    @Test
    void findsADesignersOwnAndTheStandardsAsFastAsAPageOfBoth() throws Exception {
        compare(
                "the same by a designer, of 2,000 own specs besides, and 98,000 of others that are none of theirs",
                designer(),
                KINDS,
                3);
    }

    @Test
    void findsAFamilyAtTheEndOfTheCatalogueInABoundedTime() throws Exception {
        compare(
                "the slowest of 5 searches for what 20,000 of 100,000 specs have, all of them far on in the order of codes",
                application.token(),
                List.of(
                        new Kind("one character", Map.of("q", "楼")),
                        new Kind("two characters", Map.of("q", "剪刀")),
                        new Kind("the beginning of the codes", Map.of("q", "zt-")),
                        new Kind("the whole name", Map.of("q", "预制钢筋混凝土板式楼梯（剪刀） precast scissor stair flight")),
                        new Kind("after the last of them", Map.of("q", "dbs", "cursor", cursor("DBT")))),
                6);
    }

    /** The worst median of all kinds, each taken in turns with the page. */
    private static void compare(String what, String token, List<Kind> kinds, double atMost) throws Exception {
        Map<String, Double> medians = new TreeMap<>();
        double page = 0;
        double worst = 0;
        for (Kind kind : kinds) {
            long[] ours = new long[ROUNDS];
            long[] limit = new long[ROUNDS];
            for (int i = -5; i < ROUNDS; i++) {
                long listed = time(token, Map.of());
                long found = time(token, kind.query);
                if (i >= 0) {
                    limit[i] = listed;
                    ours[i] = found;
                }
            }
            medians.put(kind.name, median(ours) / 1e6);
            if (median(ours) / median(limit) > (page == 0 ? 0 : worst / page)) {
                worst = median(ours);
                page = median(limit);
            }
        }
        System.out.println(medians);
        Benchmark.record(what, "a page of the list without a search", worst, page, atMost);
    }

    private static long time(String token, Map<String, String> query) throws Exception {
        String asked = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + application.port() + "/api/v1/specs?" + asked))
                .header("Authorization", "Bearer " + token)
                .build();
        long begin = System.nanoTime();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        long took = System.nanoTime() - begin;
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
        return took;
    }

    private static double median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String cursor(String code) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(code.getBytes(StandardCharsets.UTF_8));
    }
}
