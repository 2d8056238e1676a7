package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

/** What the database itself shows of projects, whatever a statement asks for. */
@DatabaseTest
class RowSecurityTest {

    /** All that belongs to a project but tokens and jobs, which belong to a person. */
    private static final String TABLES = """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('token', 'job')
              and (a.attname = 'project_id' or c.relname = 'project' and a.attname = 'id')
            order by 1""";

    @Inject
    Jdbi jdbi;

    @Inject
    RowSecurity rowSecurity;

    /** The advisory lock of who seals events (AuditSealer). */
    private static final long SEALING = 0x5ea1;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String mine = "SEEN-" + run;
    private final String others = "HIDDEN-" + run;
    private Connection worker;
    private Connection owner;
    private long designer;

    @BeforeEach
    void connect() throws SQLException {
        owner = connection("quarkus.flyway");
        worker = connection("quarkus.datasource");
        // nothing is sealed meanwhile
        owner.createStatement().execute("select pg_advisory_lock(" + SEALING + ")");
        full(mine);
        full(others);
        designer = jdbi.withHandle(handle -> {
            long organisation = Cast.organisation(handle, "SIGHT-" + run, OrganisationKind.DESIGNER);
            handle.execute("""
                    insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by)
                    select id, ?, 'DESIGNER', now(), 1 from project where code = ?""", organisation, mine);
            return organisation;
        });
    }

    @AfterEach
    void close() throws SQLException {
        worker.close();
        owner.close();
    }

    private static Connection connection(String as) throws SQLException {
        return DriverManager.getConnection(
                value("quarkus.datasource.jdbc.url"), value(as + ".username"), value(as + ".password"));
    }

    private static String value(String setting) {
        return ConfigProvider.getConfig().getValue(setting, String.class);
    }

    /** A project with something in every table. */
    private void full(String project) {
        String building = "/api/v1/projects/" + project + "/buildings/B";
        RatedBuilding rated = new RatedBuilding(
                        project, "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3")
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}}")
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 10}")
                .component("W-2", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 20}")
                .built();
        rated.component("W-2", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 21}")
                .built();
        rated.installed("W-1");
        for (int width : new int[] {500, 600}) {
            send("POST", building + "/joints", """
                    {"joints": [{"code": "J-1", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": %d, "volumeM3": 2}]}""".formatted(width));
        }
        send("POST", "/api/v1/projects/" + project + "/requirements", """
                {"code": "LAND", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": 50},
                 "source": {"document": "land contract"}, "lens": "DESIGN"}""");
        send("POST", building + "/evaluations", "{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"DESIGN\"}");
        send("PUT", building + "/rule-set", """
                {"ruleSet": "cn-gbt-51129-2017", "reason": "the contract says so"}""");
        jdbi.useHandle(handle -> handle.execute("""
                insert into building_result (project_id, building_id, lens, overridden, qualifies, incomplete, provisional, computed_at)
                select project_id, id, 'DESIGN', false, false, true, false, now() from building
                where project_id = (select id from project where code = ?)""", project));
        jdbi.useHandle(handle ->
                handle.execute("""
                insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by)
                select id, ?, 'OWNER', now(), 1 from project where code = ?""", Cast.organisation(handle, "CAST-OWNER", OrganisationKind.OWNER), project));
    }

    private static void send(String method, String path, String body) {
        int status = given().contentType(ContentType.JSON)
                .body(body)
                .request(method, path)
                .statusCode();
        assertThat(status).as(method + " " + path).isIn(200, 201, 204);
    }

    private long id(String project) {
        return jdbi.withHandle((Handle handle) -> handle.select("select id from project where code = ?", project)
                .mapTo(Long.class)
                .one());
    }

    /** The number of rows of a project in each table, for a connection with some settings. */
    private Map<String, Long> rows(Connection connection, String project) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : tables()) {
            try (PreparedStatement count = connection.prepareStatement("select count(*) from " + table + " where "
                    + (table.equals("project") ? "id" : "project_id") + " = ?")) {
                count.setLong(1, id(project));
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    rows.put(table, row.getLong(1));
                }
            }
        }
        return rows;
    }

    private List<String> tables() {
        return jdbi.withHandle(
                handle -> handle.createQuery(TABLES).mapTo(String.class).list());
    }

    /** The setting and no other. */
    private void acting(String setting, String value) throws SQLException {
        for (String name : List.of("app.project", "app.organisation", "app.region", "app.within", "app.all")) {
            try (PreparedStatement set = worker.prepareStatement("select set_config(?, ?, false)")) {
                set.setString(1, name);
                set.setString(2, name.equals(setting) ? value : "");
                set.execute();
            }
        }
    }

    private Map<String, Long> nothing() {
        Map<String, Long> nothing = new LinkedHashMap<>();
        tables().forEach(table -> nothing.put(table, 0L));
        return nothing;
    }

    @Test
    void showsNothingWithoutACurrentUser() throws Exception {
        owner.createStatement().execute("select pg_advisory_unlock(" + SEALING + ")");
        while (rows(owner, others).get("audit_event_batch") == 0) {
            Thread.sleep(20);
        }
        owner.createStatement().execute("select pg_advisory_lock(" + SEALING + ")");
        owner.createStatement()
                .execute("insert into event_unsealed (project_id, batch, events) values (" + id(others) + ", -1, 1)");
        assertThat(rows(owner, others).values()).as("%s", rows(owner, others)).allMatch(count -> count > 0);
        assertThat(rows(worker, others)).isEqualTo(nothing());
    }

    @Test
    void showsAnOrganisationTheProjectsItTakesPartInAndNoOthers() throws SQLException {
        acting("app.organisation", String.valueOf(designer));
        assertThat(rows(worker, mine)).isEqualTo(rows(owner, mine));
        assertThat(rows(worker, others)).isEqualTo(nothing());
    }

    @Test
    void showsARegulatorWhatLiesInItsRegion() throws SQLException {
        jdbi.useHandle(handle -> handle.execute("update project set region_code = '650102' where code = ?", mine));
        acting("app.region", "65%");
        assertThat(rows(worker, mine)).isEqualTo(rows(owner, mine));
        assertThat(rows(worker, others)).isEqualTo(nothing());
    }

    @Test
    void showsACallAboutOneProjectNoOtherEvenToWhoSeesAll() throws SQLException {
        acting("app.all", "on");
        assertThat(rows(worker, others)).isEqualTo(rows(owner, others));
        try (PreparedStatement set = worker.prepareStatement("select set_config('app.project', ?, false)")) {
            set.setString(1, String.valueOf(id(mine)));
            set.execute();
        }
        assertThat(rows(worker, mine)).isEqualTo(rows(owner, mine));
        assertThat(rows(worker, others)).isEqualTo(nothing());
    }

    @Test
    void takesNoRowOfAProjectThatIsNotSeenAndChangesNone() throws SQLException {
        acting("app.organisation", String.valueOf(designer));
        String join = """
                insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by)
                values (%d, %d, 'OWNER', now(), 1)""";
        assertThatThrownBy(() -> worker.createStatement().execute(join.formatted(id(others), designer)))
                .hasMessageContaining("row-level security");
        assertThat(worker.createStatement().executeUpdate("update project set name = 'taken' where id = " + id(others)))
                .isZero();
        assertThat(worker.createStatement().executeUpdate(join.formatted(id(mine), designer)))
                .isEqualTo(1);
    }

    @Test
    void appliesToTheViewOfQuantitiesToo() throws SQLException {
        acting("app.organisation", String.valueOf(designer));
        try (ResultSet row =
                worker.createStatement().executeQuery("select distinct project_id from component_quantity")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(id(mine));
            assertThat(row.next()).isFalse();
        }
    }

    /** The comment with which {@link OneProjectMark} begins the statements of a call about one project. */
    @Test
    void showsAMarkedStatementTheProjectOfTheCallAndNothingWithoutOne() throws SQLException {
        acting("app.project", String.valueOf(id(mine)));
        assertThat(components(OneProjectMark.MARK)).isEqualTo(2).isEqualTo(components(""));
        acting("app.all", "on");
        assertThat(components("")).isGreaterThan(2);
        assertThat(components(OneProjectMark.MARK)).isZero();
    }

    private long components(String mark) throws SQLException {
        try (ResultSet row = worker.createStatement().executeQuery(mark + "select count(*) from component")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void marksTheStatementsOfATransactionThatSeesOneProject() {
        Transactions.read(() -> {
            rowSecurity.restrictToProject(id(mine));
            assertThat(plan()).contains("One-Time Filter");
            assertThat(rowSecurity.unrestricted(RowSecurityTest::plan)).doesNotContain("One-Time Filter");
        });
    }

    private static String plan() {
        return String.join(
                "\n",
                Sql.query("explain select count(*) from component where project_id = 1")
                        .mapTo(String.class)
                        .list());
    }
}
