package org.prefabtracker;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Keycloak with the realm of sso/realm.json, as a process of its own; its data are gone with it. */
final class Keycloak implements AutoCloseable {

    /** Where the profile sso unpacks it. */
    private static final Path UNPACKED = Path.of("target/keycloak").toAbsolutePath();

    private static final String ADMIN = "admin";

    private final Process process;
    private final Path log;
    private final int port;

    private Keycloak(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Where it is unpacked, if it is. */
    static Optional<Path> home() throws IOException {
        if (!Files.isDirectory(UNPACKED)) {
            return Optional.empty();
        }
        try (Stream<Path> below = Files.list(UNPACKED)) {
            return below.filter(home -> Files.exists(home.resolve("bin/kc.sh"))).findFirst();
        }
    }

    static boolean isThere() throws IOException {
        return home().isPresent();
    }

    static String issuer(int port) {
        return "http://127.0.0.1:" + port + "/realms/prefab";
    }

    /** @param application the address that its client may lead back to */
    static Keycloak start(Path home, int port, String application) throws IOException, InterruptedException {
        String realm =
                Files.readString(Path.of("src/test/resources/sso/realm.json")).replace("APPLICATION", application);
        Files.writeString(Files.createDirectories(home.resolve("data/import")).resolve("prefab-realm.json"), realm);
        Path log = Files.createTempFile(Path.of("target/test-data"), "keycloak", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN,
                        "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m"));
        Keycloak keycloak = new Keycloak(builder.start(), log, port);
        keycloak.await();
        return keycloak;
    }

    private void await() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer(port) + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // asked again below
            }
            Thread.sleep(300);
        }
        close();
        throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(log));
    }

    /** An access token of a user, as one who has the password and the client's secret gets it. */
    String accessToken(String user, String password) {
        return token(
                "prefab",
                Map.of(
                        "client_id",
                        "prefab-tracker",
                        "client_secret",
                        "of-the-tests-alone-and-of-32-letters",
                        "username",
                        user,
                        "password",
                        password));
    }

    /** Gives a user exactly these roles. */
    void setRoles(String user, String... names) {
        String mappings = "/users/" + id(user) + "/role-mappings/realm";
        List<Map<String, Object>> had = admin().get(mappings).jsonPath().getList("");
        admin().body(had).delete(mappings).then().statusCode(204);
        List<Object> roles = Stream.of(names)
                .map(name -> admin().get("/roles/" + name)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<Object>path(""))
                .toList();
        admin().body(roles).post(mappings).then().statusCode(204);
    }

    /** Tells another organisation of a user. */
    void setOrganisation(String user, String organisation) {
        Map<String, Object> told = admin().get("/users/" + id(user)).jsonPath().getMap("");
        told.put("attributes", Map.of("organisation", List.of(organisation)));
        admin().body(told).put("/users/" + id(user)).then().statusCode(204);
    }

    private String id(String user) {
        return admin().get("/users?exact=true&username=" + user)
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id");
    }

    private RequestSpecification admin() {
        return given().baseUri("http://127.0.0.1:" + port)
                .basePath("/admin/realms/prefab")
                .contentType("application/json")
                .header(
                        "Authorization",
                        "Bearer "
                                + token(
                                        "master",
                                        Map.of("client_id", "admin-cli", "username", ADMIN, "password", ADMIN)));
    }

    private String token(String realm, Map<String, String> fields) {
        return given().baseUri("http://127.0.0.1:" + port)
                .formParam("grant_type", "password")
                .formParam("scope", "openid")
                .formParams(fields)
                .post("/realms/" + realm + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
