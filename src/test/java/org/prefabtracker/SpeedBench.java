package org.prefabtracker;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prefabtracker.rating.RatingSql;
import org.prefabtracker.shared.text.Sha256;

/**
 * How fast the packaged application is under {@code -Xmx512m}, each figure as a ratio to a limit measured in the same run on
 * the same machine, server and data. Run by {@code mvn -Pbench verify}.
 */
class SpeedBench {

    private static final int BUILDING = 20_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static RunningApplication application;
    private static Connection database;

    @BeforeAll
    static void start() throws Exception {
        application = RunningApplication.startForBenchmark();
        database = application.owner();
        application.post("/specs", """
                {"code": "BENCH-SLAB", "name": "slab", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"concreteVolumeM3": 0.361152, "planAreaM2": 6.0192, "massKg": 902.88}}""");
        application.post("/specs", """
                {"code": "BENCH-WALL", "name": "wall", "category": "SHEAR_WALL", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"concreteVolumeM3": 1.344, "faceAreaM2": 6.72, "massKg": 3360}}""");
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        application.close();
    }

    @Test
    void ratesABuildingOf20000ComponentsInLittleMoreThanItsSql() throws Exception {
        project("RATED", 50);
        bill("RATED", 50, BUILDING / 50);
        analyze();
        for (String code :
                new String[] {"RELEASE\", \"factory\": \"F", "QC_PASS\", \"inspector\": \"W\", \"certificate\": \"C"}) {
            for (int storey = 1; storey <= 50; storey++) {
                StringBuilder events = new StringBuilder("{\"events\": [");
                for (int i = 1; i <= BUILDING / 50; i++) {
                    events.append(i == 1 ? "" : ",").append("""
                            {"eventId": "%s", "component": "M-%02d-%03d", "type": "%s", "occurredAt": "2026-05-04T08:00:00+08:00"}""".formatted(UUID.randomUUID(), storey, i, code));
                }
                application.post("/projects/RATED/events", events.append("]}").toString());
            }
        }
        analyze();
        String rating = "/projects/RATED/buildings/B/ratings/cn-gbt-51129-2017?lens=PRODUCED";
        try (PreparedStatement sql = database.prepareStatement(RatingSql.PRODUCED_OF_ONE_BUILDING)) {
            long project = number("select id from project where code = 'RATED'");
            long building = number("select id from building where project_id = " + project);
            for (int parameter = 1; parameter <= RatingSql.PARAMETERS.length(); parameter++) {
                if (RatingSql.PARAMETERS.charAt(parameter - 1) == 'p') {
                    sql.setLong(parameter, project);
                } else {
                    sql.setArray(parameter, database.createArrayOf("bigint", new Object[] {building}));
                }
            }
            Benchmark.compare(
                    "rating of a building of 20,000 components over HTTP",
                    30,
                    () -> get(rating),
                    "its SQL alone",
                    () -> drain(sql),
                    1.5);
        }
    }

    @Test
    void pagesToTheEndAsFastAsAtTheBeginning() throws Exception {
        project("PAGED", 100);
        long project = number("select id from project where code = 'PAGED'");
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    insert into component (project_id, id, code, building_id, storey_id, spec_id, spec_revision, count, amount,
                      cancelled, version, valid_from, recorded_at, recorded_by)
                    select b.project_id, nextval('component_seq'), 'C-' || to_char(n, 'FM0000000'), b.id,
                      storeys.ids[1 + n %% 100], s.id, 1, 1, 1, false, 1, now(), now(), 1
                    from generate_series(1, 1000000) as n, building b, spec s,
                      lateral (select array_agg(id) as ids from storey t where t.project_id = b.project_id) as storeys
                    where b.project_id = %d and s.code = 'BENCH-SLAB'""".formatted(project));
        }
        analyze();
        String page = "/projects/PAGED/components?limit=50&cursor=";
        String last = Base64.getUrlEncoder().withoutPadding().encodeToString("C-0499950".getBytes());
        Benchmark.compare(
                "page 10,000 of 1,000,000 components", 200, () -> get(page + last), "page 1", () -> get(page), 1.3);
    }

    @Test
    void takesEventsAtNoLessThanTwoFifthsOfTheRateOfBareSql() throws Exception {
        for (String project : new String[] {"WARM", "EVENTS"}) {
            project(project, 100);
            bill(project, 100, 200);
            analyze();
            EventsAgainstBareSql events = new EventsAgainstBareSql(database, project, 100, 200);
            if (project.equals("WARM")) {
                events.run();
            } else {
                events.compare();
            }
        }
    }

    /** Among a thousand small projects, by a designer, to whom row-level security applies. */
    @Test
    void listsAndSumsALargeProjectRightAfterItsImportAsLater() throws Exception {
        for (String small : new String[] {"SMALL", "LARGE"}) {
            project(small, 100);
        }
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    insert into project (id, code, name, region_code, version, recorded_by, recorded_at)
                    select nextval('project_seq'), 'SMALL-' || n, 'n', '320115', 1, 1, now() from generate_series(1, 1000) as n;
                    insert into building (project_id, id, code, name, use, structure, storeys, floor_area_m2, version)
                    select id, nextval('building_seq'), 'B', 'b', 'PUBLIC', 'CONCRETE', 1, 1000, 1 from project where code like 'SMALL-%';
                    insert into storey (project_id, id, building_id, code, ordinal, kind)
                    select b.project_id, nextval('storey_seq'), b.id, '1', 1, 'ABOVE_GROUND'
                    from building b join project p on p.id = b.project_id where p.code like 'SMALL-%';
                    insert into component (project_id, id, code, building_id, storey_id, spec_id, spec_revision, count, amount,
                      cancelled, version, valid_from, recorded_at, recorded_by)
                    select t.project_id, nextval('component_seq'), 'C-' || n, t.building_id, t.id, s.id, 1, 1, 1, false, 1, now(), now(), 1
                    from project p join storey t on t.project_id = p.id, spec s, generate_series(1, 90) as n
                    where p.code like 'SMALL-%' and s.code = 'BENCH-SLAB'""");
        }
        bill("SMALL", 100, 2);
        analyze();
        String designer = designer("LARGE", "SMALL");
        List<String> calls = List.of(
                "/components?limit=1000",
                "/components?limit=1000&stage=DESIGNED&storey=70&building=B",
                "/progress?by=building,storey,category");
        for (int i = 0; i < 20; i++) {
            for (String call : calls) {
                get("/projects/SMALL" + call, designer);
            }
        }
        bill("LARGE", 100, 1_000);
        long[] first = new long[calls.size()];
        long[] later = new long[calls.size()];
        for (int i = 0; i < first.length; i++) {
            String path = "/projects/LARGE" + calls.get(i);
            first[i] = Benchmark.time(() -> get(path, designer));
            long[] more = new long[20];
            for (int j = 0; j < more.length; j++) {
                more[j] = Benchmark.time(() -> get(path, designer));
            }
            later[i] = (long) Benchmark.median(Arrays.copyOfRange(more, 10, 20));
        }
        analyze();
        for (int i = 0; i < first.length; i++) {
            String path = "/projects/LARGE" + calls.get(i);
            long[] settled = new long[10];
            for (int j = 0; j < settled.length; j++) {
                settled[j] = Benchmark.time(() -> get(path, designer));
            }
            String what = calls.get(i) + " of 100,000 components of one project among 1,000, by a designer, ";
            String against = "the same when the database knows all about them";
            Benchmark.record(what + "right after the import", against, first[i], Benchmark.median(settled), 3);
            Benchmark.record(what + "after 20 repetitions", against, later[i], Benchmark.median(settled), 1.5);
        }
    }

    /** The token of a designer who takes part in some projects. */
    private static String designer(String... projects) throws Exception {
        String secret = "pft_designer-of-large-projects";
        try (PreparedStatement statement = database.prepareStatement("""
                with o as (
                  insert into organisation (id, code, name, kind)
                  values (nextval('organisation_seq'), 'DESIGNER-BENCH', 'd', 'DESIGNER') returning id),
                p as (
                  insert into person (id, organisation_id, name, login, roles)
                  select nextval('person_seq'), id, 'd', 'designer-bench', '{EDITOR}' from o returning id),
                party as (
                  insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by)
                  select project.id, o.id, 'DESIGNER', now(), 1 from o, project where project.code = any (?))
                insert into token (id, person_id, name, prefix, sha256, created_at)
                select nextval('token_seq'), id, 't', 'pft_designer', ?, now() from p""")) {
            statement.setArray(1, database.createArrayOf("text", projects));
            statement.setString(2, Sha256.hex(secret));
            statement.executeUpdate();
        }
        return secret;
    }

    /** With the policies on and off in turns; telling the database who acts is part of both. */
    @Test
    void costsLittleMoreBehindTheSecondWallThanWithoutIt() throws Exception {
        project("WALL", 50);
        bill("WALL", 50, 200);
        application.post("/projects/WALL/events", released("WALL", "M"));
        analyze();
        String rating = "/projects/WALL/buildings/B/ratings/cn-gbt-51129-2017?lens=PRODUCED";
        behind("the rating of 10,000 components", 15, () -> get(rating));
        behind(
                "the progress of 10,000 components",
                8,
                () -> get("/projects/WALL/progress?by=building,storey,category"));
        behind("1,000 components registered and released", 6, () -> {
            String mark = UUID.randomUUID().toString().substring(0, 8);
            application.post("/projects/WALL/components", """
                    {"components": [{"mark": "%s", "building": "B", "storeys": "1-10", "quantity": 100, "spec": "BENCH-SLAB"}]}""".formatted(mark));
            application.post("/events", released("WALL", mark));
        });
        behind("one component", 60, () -> get("/projects/WALL/components/M-01-001"));
        behind("a page of 50 components", 40, () -> get("/projects/WALL/components?limit=50"));
    }

    private static String released(String project, String mark) {
        StringJoiner events = new StringJoiner(",", "{\"events\": [", "]}");
        for (int storey = 1; storey <= 10; storey++) {
            for (int i = 1; i <= 100; i++) {
                events.add("""
                        {"eventId": "%s", "project": "%s", "component": "%s-%02d-%03d", "type": "RELEASE", "factory": "F",
                         "occurredAt": "2026-05-04T08:00:00+08:00"}""".formatted(UUID.randomUUID(), project, mark, storey, i));
            }
        }
        return events.toString();
    }

    private static void behind(String what, int times, Benchmark.Timed call) throws Exception {
        Benchmark.compareMeasured(
                what + ", behind the second wall",
                7,
                () -> walled("enable", times, call),
                "the same without row-level security",
                () -> walled("disable", times, call),
                1.15);
    }

    /** The median of some calls, after the policies were switched. */
    private static long walled(String how, int times, Benchmark.Timed call) throws Exception {
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    do $$ declare t name; begin
                      for t in select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid loop
                        execute format('alter table %%I %s row level security', t);
                      end loop;
                    end $$""".formatted(how));
        }
        // statements are planned anew then, and a few times over before a plan is kept
        for (int i = 0; i < 6; i++) {
            call.run();
        }
        long[] took = new long[times];
        for (int i = 0; i < times; i++) {
            took[i] = Benchmark.time(call);
        }
        return (long) Benchmark.median(took);
    }

    static void project(String code, int storeys) throws Exception {
        application.post("/projects", """
                {"code": "%s", "name": "n", "regionCode": "320115"}""".formatted(code));
        application.post("/projects/" + code + "/buildings", """
                {"code": "B", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": %d, "floorAreaM2": 100000}""".formatted(storeys));
        HTTP.send(
                HttpRequest.newBuilder(application.uri("/projects/" + code + "/buildings/B/take-off"))
                        .header("Authorization", "Bearer " + application.token())
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("""
                                {"measures": {"planArea": 1000000, "verticalConcreteVolume": 100000}}"""))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** So many components on each storey: slabs below, walls above. */
    static void bill(String project, int storeys, int perStorey) throws Exception {
        for (String row :
                new String[] {"1-" + storeys / 2 + " BENCH-SLAB", storeys / 2 + 1 + "-" + storeys + " BENCH-WALL"}) {
            application.post("/projects/" + project + "/components", """
                    {"components": [{"mark": "M", "building": "B", "storeys": "%s", "quantity": %d, "spec": "%s"}]}""".formatted(
                            row.split(" ")[0], perStorey, row.split(" ")[1]));
        }
    }

    private static void get(String path) throws Exception {
        get(path, application.token());
    }

    private static void get(String path, String token) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(application.uri(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.body());
        }
    }

    private static void drain(PreparedStatement sql) throws SQLException {
        try (ResultSet rows = sql.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
            }
        }
    }

    static long number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void analyze() throws SQLException, IOException {
        try (Connection owner = application.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }
}
