package org.prefabtracker;

import static io.restassured.RestAssured.given;

import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The packaged application as a process of its own, to be started, killed and started again on the same data. */
final class RunningApplication implements AutoCloseable {

    static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

    /** A process that soon ends starts in half the time when its code is compiled only once. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path data;
    private final Process process;
    private final Path log;
    private final int port;
    private String token;

    private RunningApplication(Path data, Process process, Path log, int port) {
        this.data = data;
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts a process on a data directory without waiting for it. */
    static RunningApplication launch(Path data) throws IOException {
        return launch(JAR, data, Map.of(), SHORT_LIVED);
    }

    /** Starts a process with further settings without waiting for it. */
    static RunningApplication launch(Path data, Map<String, String> settings) throws IOException {
        return launch(JAR, data, settings, SHORT_LIVED);
    }

    /** Starts a process of another packaged application on a data directory without waiting for it, as it is measured. */
    static RunningApplication launch(Path jar, Path data) throws IOException {
        return launch(jar, data, Map.of(), List.of());
    }

    private static RunningApplication launch(Path jar, Path data, Map<String, String> settings, List<String> options)
            throws IOException {
        int port = freePort();
        Path log = Files.createTempFile(Files.createDirectories(Path.of("target/test-data")), "application", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xmx512m", "-Dquarkus.http.port=" + port, "-jar", jar.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PREFAB_DATA_DIR", data.toString());
        builder.environment().put("PREFAB_DEMO", "false");
        // tests and benchmarks send from one address as fast as they can
        builder.environment().put("PREFAB_RATE_PER_ADDRESS", "0");
        builder.environment().put("PREFAB_RATE_PER_TOKEN", "0");
        builder.environment().putAll(settings);
        return new RunningApplication(data, builder.start(), log, port);
    }

    /** Starts a process and waits until it answers. */
    static RunningApplication start(Path data) throws IOException, InterruptedException {
        return awaited(launch(data));
    }

    /** Starts a process with further settings and waits until it answers. */
    static RunningApplication start(Path data, Map<String, String> settings) throws IOException, InterruptedException {
        return awaited(launch(JAR, data, settings, SHORT_LIVED));
    }

    /** Starts a process for a benchmark, on an empty directory below target/. */
    static RunningApplication startForBenchmark() throws IOException, InterruptedException {
        return awaited(launch(
                JAR,
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target/test-data")).toAbsolutePath(), "bench")));
    }

    /** Starts a process as the README does, with the demo, and waits until it answers. */
    static RunningApplication startWithDemo(Path data) throws IOException, InterruptedException {
        return awaited(launchWithDemo(data));
    }

    /** Starts a process with the demo without waiting for it. */
    static RunningApplication launchWithDemo(Path data) throws IOException {
        return launch(JAR, data, Map.of("PREFAB_DEMO", "true"), SHORT_LIVED);
    }

    private static RunningApplication awaited(RunningApplication application) throws IOException, InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port + "/q/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < end && application.process.isAlive()) {
            try {
                if (HTTP.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return application;
                }
            } catch (IOException notYet) {
                // asked again below
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("did not start:\n" + application.output());
    }

    /** A connection of the role that owns the tables of its embedded server, for what the API does not tell. */
    Connection owner() throws IOException, SQLException {
        return connection("prefab_owner");
    }

    private Connection connection(String role) throws IOException, SQLException {
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("database-passwords.properties"))) {
            passwords.load(file);
        }
        String port = Files.readAllLines(data.resolve("postgresql/postmaster.pid"))
                .get(3)
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/prefab", role, passwords.getProperty(role));
    }

    /** Waits until a transaction of the application has begun to write. */
    void awaitWrite() throws IOException, SQLException, InterruptedException {
        await(
                "select count(*) > 0 from pg_stat_activity where application_name = 'prefab-tracker' and backend_xid is not null");
    }

    /** Waits until no job is left to be done. */
    void awaitNoJob() throws IOException, SQLException, InterruptedException {
        await("select count(*) = 0 from job where state = 'QUEUED'");
    }

    private void await(String question) throws IOException, SQLException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        // a role sees no more than its own transactions
        try (Connection connection = connection("prefab_app");
                PreparedStatement statement = connection.prepareStatement(question)) {
            while (System.nanoTime() < end) {
                try (ResultSet answer = statement.executeQuery()) {
                    answer.next();
                    if (answer.getBoolean(1)) {
                        return;
                    }
                }
                Thread.sleep(5);
            }
        }
        throw new IllegalStateException("never true: " + question);
    }

    int port() {
        return port;
    }

    /** A token of the operator, by the password that the first start left behind. */
    synchronized String token() {
        if (token == null) {
            token = given().baseUri("http://127.0.0.1:" + port)
                    .auth()
                    .preemptive()
                    .basic("operator", password("operator"))
                    .contentType("application/json")
                    .body("{\"name\": \"test\"}")
                    .post("/api/v1/tokens")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("token");
        }
        return token;
    }

    /** The first password of somebody who did not change it yet. */
    String password(String login) {
        try {
            return Files.readString(data.resolve("initial-" + login + "-password"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts as the operator what has to be taken, with as little around it as a benchmark needs. */
    void post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + response.body());
        }
    }

    /** The address of a path of the API. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/v1" + path);
    }

    RequestSpecification api() {
        return api(token());
    }

    /** As whom a token belongs to. */
    RequestSpecification api(String token) {
        return new RequestSpecBuilder()
                .addHeader("Authorization", "Bearer " + token)
                .setBaseUri("http://127.0.0.1")
                .setPort(port)
                .setBasePath("/api/v1")
                .setContentType("application/json")
                .setConfig(RestAssuredConfig.config()
                        .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", 300_000)))
                .build();
    }

    /** Ends the Java process as an out-of-memory killer would; its PostgreSQL lives on. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the PostgreSQL server in the same way. */
    void killDatabase() throws IOException {
        ProcessHandle.of(databasePid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    long databasePid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgresql/postmaster.pid"))
                .get(0)
                .strip());
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
