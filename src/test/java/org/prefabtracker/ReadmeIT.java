package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the lines of the README one by one, against the packaged application with its demo. */
class ReadmeIT {

    private static final Pattern TRIED =
            Pattern.compile("<!-- tried by ReadmeIT -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void doesWhatItsLinesSayAndAgain() throws Exception {
        assumeTrue(runs("curl", "--version") && runs("bash", "--version"), "needs bash and curl, which run the lines");
        try (RunningApplication application = RunningApplication.startWithDemo(directory.resolve("data"))) {
            for (int time = 1; time <= 2; time++) {
                String said = run(application.port());
                assertThat(said)
                        .contains("\"percent\":81.50,\"grade\":\"AA\"")
                        .contains("\"percent\":22.20")
                        .contains("\"startedAreaM2\":15473.5")
                        .contains("\"warnings\":[],\"totalWarnings\":0")
                        .contains("{\"items\":[],\"next\":null}")
                        .contains("\"stage\":\"PRODUCED\"")
                        .contains("\"created\":0,\"updated\":0,\"unchanged\":2592")
                        .contains(time == 1 ? "\"created\":900" : "\"unchanged\":900")
                        .contains(time == 1 ? "\"applied\":3" : "\"repeated\":3");
            }
        }
    }

    /** What all blocks print; a line that fails fails the test. */
    private String run(int port) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("set -eu\n");
        Matcher blocks = TRIED.matcher(Files.readString(Path.of("README.md")));
        while (blocks.find()) {
            script.append(blocks.group(1)
                    .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                    .replace("curl -s ", "curl -sS --fail-with-body "));
        }
        assertThat(script.toString().split("api ")).hasSizeGreaterThan(15);
        Path output = directory.resolve("said.txt");
        Process bash = new ProcessBuilder("bash", "-c", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(bash.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(output);
        assertThat(bash.exitValue()).as(said).isZero();
        return said;
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException absent) {
            return false;
        }
    }
}
