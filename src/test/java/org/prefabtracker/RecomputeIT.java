package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of docs/regulator.md, by the packaged application, where no other is running. */
class RecomputeIT {

    @TempDir
    Path directory;

    private record Run(int exit, byte[] out, String err) {}

    @Test
    void givesTheSameBytesWithoutADatabase() throws Exception {
        byte[] snapshot;
        byte[] result;
        JsonPath evaluation;
        try (RunningApplication application = RunningApplication.startWithDemo(directory.resolve("data"))) {
            String path = "/projects/DEMO/buildings/{building}/evaluations";
            evaluation = given(application.api())
                    .body("{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"INSTALLED\"}")
                    .post(path, "1#")
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            snapshot = given(application.api()).get(path + "/1/snapshot", "1#").asByteArray();
            result = given(application.api()).get(path + "/1/result", "1#").asByteArray();
        }
        Path file = Files.write(directory.resolve("snapshot.json"), snapshot);

        Run run = run(null, file.toString(), evaluation.getString("sha256"));

        assertThat(run.err()).startsWith("snapshot " + evaluation.getString("sha256"));
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo(result);
        assertThat(run(file, "-").out()).isEqualTo(result);
        assertThat(directory.resolve("empty")).isEmptyDirectory();

        String text = new String(snapshot, StandardCharsets.UTF_8);
        Path forged = Files.writeString(
                directory.resolve("forged.json"),
                text.replaceFirst("\"stage\":\"INSTALLED\"", "\"stage\":\"ACCEPTED\""));
        Run refused = run(null, forged.toString(), evaluation.getString("sha256"));
        assertThat(refused.exit()).isEqualTo(4);
        assertThat(refused.out()).isEmpty();
        assertThat(run(null).exit()).isEqualTo(2);
        assertThat(run(null, directory.resolve("none").toString()).exit()).isEqualTo(3);
    }

    /** Under -Xmx512m the application, under -Xmx64m the command. */
    @Test
    void takesLittleMemoryForABuildingOf20000Components() throws Exception {
        byte[] snapshot;
        byte[] result;
        try (RunningApplication application = RunningApplication.start(directory.resolve("data"))) {
            given(application.api())
                    .body("{\"code\": \"LARGE\", \"name\": \"n\", \"regionCode\": \"320115\"}")
                    .post("/projects");
            given(application.api()).body("""
                            {"code": "B", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 40, "floorAreaM2": 150000}""").post("/projects/LARGE/buildings");
            for (int part = 0; part < 2; part++) {
                int first = part * 10_000;
                given(application.api())
                        .body(IntStream.range(first, first + 10_000)
                                .mapToObj(i -> """
                                        {"code": "C-%d", "building": "B", "storey": "%d", "spec": "DBS1-67-3620-31"}""".formatted(i, 1 + i % 40))
                                .collect(Collectors.joining(",", "{\"components\": [", "]}")))
                        .post("/projects/LARGE/components")
                        .then()
                        .statusCode(200);
            }
            String path = "/projects/LARGE/buildings/B/evaluations";
            given(application.api())
                    .body("{\"ruleSet\": \"cn-gbt-51129-2017\"}")
                    .post(path)
                    .then()
                    .statusCode(201);
            snapshot = given(application.api()).get(path + "/1/snapshot").asByteArray();
            result = given(application.api()).get(path + "/1/result").asByteArray();
            given(application.api()).get(path + "/1/diff?from=1").then().statusCode(200);
        }
        assertThat(run(Files.write(directory.resolve("snapshot.json"), snapshot), "-")
                        .out())
                .isEqualTo(result);
    }

    private Run run(Path in, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-jar",
                RunningApplication.JAR.toString(),
                "recompute"));
        command.addAll(List.of(arguments));
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(directory.resolve("empty")).toFile())
                .redirectOutput(out)
                .redirectError(err);
        if (in != null) {
            builder.redirectInput(in.toFile());
        }
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readAllBytes(out.toPath()), Files.readString(err.toPath()));
    }
}
