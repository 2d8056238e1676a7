package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The application on an external PostgreSQL of each older major version that it supports: it migrates an empty database, loads
 * the catalogue and the demo, and answers. All other tests run on the newest.
 */
class PostgresVersionsIT {

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"15", "16", "17"})
    void migratesLoadsTheDemoAndAnswers(String version) throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the older servers are those for Linux on amd64");
        try (MigratedDatabase server = MigratedDatabase.start((system, machine) -> binaries(version))) {
            server.create("prefab");
            assertThat(server.rows("prefab", "show server_version").get(0)).startsWith(version + ".");
            Map<String, String> settings = Map.of(
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    server.url("prefab"),
                    "QUARKUS_DATASOURCE_USERNAME",
                    MigratedDatabase.APP,
                    "QUARKUS_DATASOURCE_PASSWORD",
                    "trusted",
                    "QUARKUS_FLYWAY_USERNAME",
                    MigratedDatabase.OWNER,
                    "QUARKUS_FLYWAY_PASSWORD",
                    "trusted",
                    "PREFAB_DEMO",
                    "true");
            try (RunningApplication application = RunningApplication.start(data, settings)) {
                answers(application);
            }
        }
    }

    private static void answers(RunningApplication application) throws Exception {
        String project = given(application.api())
                .get("/projects")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].code");
        String building = given(application.api())
                .get("/projects/{project}/buildings", project)
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].code");
        for (String lens : new String[] {"DESIGN", "INSTALLED", "ACCEPTED"}) {
            given(application.api())
                    .get(
                            "/projects/{project}/buildings/{building}/ratings/cn-gbt-51129-2017?lens={lens}",
                            project,
                            building,
                            lens)
                    .then()
                    .statusCode(200)
                    .body("result", notNullValue());
        }
        given(application.api())
                .get("/projects/{project}/components?limit=50", project)
                .then()
                .statusCode(200)
                .body("items", hasSize(50));
        for (String path : new String[] {
            "/progress?by=building,storey,category",
            "/ratings/cn-gbt-51129-2017",
            "/findings",
            "/compliance",
            "/requirements",
            "/parties",
            "/components/export"
        }) {
            given(application.api()).get("/projects/" + project + path).then().statusCode(200);
        }
        given(application.api())
                .get("/regions/CN/share/tree?year=2026")
                .then()
                .statusCode(200)
                .body("tracked.buildings", notNullValue());
        given(application.api())
                .get("/specs?q=DBS&limit=5")
                .then()
                .statusCode(200)
                .body("items[0].code", startsWith("DBS"));
        given(application.api()).get("/audit/verify").then().statusCode(200);
    }

    /** The archive of a server, which Maven copied before the integration tests. */
    private static InputStream binaries(String version) throws IOException {
        try (ZipFile jar =
                new ZipFile(Path.of("target/postgres/" + version + ".jar").toFile())) {
            ZipEntry archive = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            return new ByteArrayInputStream(jar.getInputStream(archive).readAllBytes());
        }
    }
}
