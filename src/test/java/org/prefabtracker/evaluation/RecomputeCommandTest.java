package org.prefabtracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.shared.text.Sha256;

/** The command needs the snapshot only: no database and no application. */
class RecomputeCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = rules();

    private static String rules() {
        try (var stream = RecomputeCommandTest.class.getResourceAsStream("/rulesets/cn-gbt-51129-2017.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A slab of so many m2 on a plan area of 100. */
    private static ObjectNode snapshot(String slab) {
        ObjectNode snapshot = read("""
                {"components": [{"amount": "1", "amountInBill": "1", "code": "S-1", "count": 1, "counts": true, "holds": [],
                   "quantities": {"planAreaM2": "%s"}, "spec": "S", "specRevision": 1, "stage": "DESIGNED", "storey": "1"}],
                 "engine": %d, "format": "prefab-tracker evaluation 1", "moment": {}, "project": "P",
                 "facts": {"building": {"code": "B", "name": "b", "use": "PUBLIC", "structure": "CONCRETE", "storeys": 1,
                     "floorAreaM2": "100", "storeyList": [{"code": "1", "kind": "ABOVE_GROUND"}]}, "lens": "DESIGN",
                   "today": "2026-05-01", "takeOffs": {"DESIGN": {"phase": "DESIGN", "measures": {"planArea": "100"}, "sources": {},
                     "absent": [], "version": 1}}},
                 "specs": [{"code": "S", "revision": 1, "category": "SLAB", "features": [], "parts": []}]}""".formatted(slab, Rating.ENGINE));
        snapshot.putObject("ruleSet")
                .put("id", "cn-gbt-51129-2017")
                .put("edition", "GB/T 51129-2017")
                .put("sha256", Sha256.hex(RULES))
                .put("text", RULES);
        return snapshot;
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Run(int exit, String out, String err) {}

    private static Run run(byte[] in, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = RecomputeCommand.run(
                new ByteArrayInputStream(in), out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Run run(ObjectNode snapshot) {
        return run(snapshot.toString().getBytes(StandardCharsets.UTF_8), "-");
    }

    private static Run changed(Consumer<ObjectNode> change) {
        ObjectNode snapshot = snapshot("75");
        change.accept(snapshot);
        return run(snapshot);
    }

    @Test
    void writesTheRatingAndNothingElse(@TempDir Path directory) throws IOException {
        byte[] bytes = snapshot("75").toString().getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("snapshot.json"), bytes);
        String sha256 = HexFormat.of().formatHex(Sha256.digest().digest(bytes));

        Run run = run(new byte[0], file.toString(), sha256.toUpperCase());

        assertThat(run.err().strip())
                .isEqualTo("snapshot " + sha256 + ": 1 components, GB/T 51129-2017, engine " + Rating.ENGINE);
        assertThat(run.exit()).isEqualTo(RecomputeCommand.DONE);
        assertThat(run.out()).isEqualTo(new JsonCanonicalizer(run.out()).getEncodedString());
        assertThat(read(run.out()).at("/groups/0/items/1/score").asText()).isEqualTo("15");
    }

    /** Sums of decimals that no double holds come out to the last digit. */
    @Property(tries = 50)
    void losesNoDigit(@ForAll("amounts") BigDecimal amount) {
        assertThat(read(run(snapshot(CanonicalJson.plain(amount))).out())
                        .at("/groups/0/items/1/tracked")
                        .asText())
                .isEqualTo(CanonicalJson.plain(amount));
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Combinators.combine(
                        Arbitraries.bigIntegers().between(java.math.BigInteger.ONE, java.math.BigInteger.TEN.pow(21)),
                        Arbitraries.integers().between(0, 9))
                .as(BigDecimal::new);
    }

    /** Frozen before buildings had joints, with the rule set of that day; a storey is covered beyond its plan area. */
    @Test
    void givesTheBytesOfThenForASnapshotWithoutJoints() throws IOException {
        byte[] snapshot;
        byte[] result;
        try (var then = RecomputeCommandTest.class.getResourceAsStream("/evaluation/engine-1-without-joints.json");
                var thenResult = RecomputeCommandTest.class.getResourceAsStream(
                        "/evaluation/engine-1-without-joints.result.json")) {
            snapshot = then.readAllBytes();
            result = thenResult.readAllBytes();
        }

        Run run = run(snapshot, "-");

        assertThat(run.exit()).as(run.err()).isEqualTo(RecomputeCommand.DONE);
        assertThat(run.out()).isEqualTo(new String(result, StandardCharsets.UTF_8));
    }

    @Test
    void saysHowItIsCalled() {
        assertThat(run(new byte[0]).exit()).isEqualTo(RecomputeCommand.MISUSED);
        assertThat(run(new byte[0], "-", "abc").err()).startsWith("usage: recompute FILE");
        assertThat(run(new byte[0], "-", "abc", "d").exit()).isEqualTo(RecomputeCommand.MISUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PK\u0003\u0004",
                "[]",
                "null",
                "{}",
                "{\"format\": \"prefab-tracker evaluation 1\"}",
                "{\"components\": {}}",
                "{\"components\": [1]}",
                "{\"components\": [{}]}",
                "{\"components\": ["
            })
    void refusesWhatIsNoSnapshot(String text) {
        Run run = run(text.getBytes(StandardCharsets.UTF_8), "-");
        assertThat(run.exit()).as(run.err()).isEqualTo(RecomputeCommand.UNREADABLE);
        assertThat(run.err()).startsWith("not a snapshot: ").doesNotContain("prefabtracker.", "java.");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesBytesThatAreNoText() {
        for (byte[] bytes : new byte[][] {
            {(byte) 0x1f, (byte) 0x8b, 8, 0},
            {0, 0, 0, 1},
            {(byte) 0xff, (byte) 0xfe, 0, 0, 123, 0, 0, 0},
            {0, 0, 0, (byte) 0xf0, 0, 0, 0, 0},
            {123, 34, (byte) 0xff, 34, 58, 49, 125}
        }) {
            Run run = run(bytes, "-");
            assertThat(run.exit()).as(run.err()).isEqualTo(RecomputeCommand.UNREADABLE);
            assertThat(run.err()).startsWith("not a snapshot: ").contains("/snapshot answers");
        }
    }

    @Test
    void refusesAnEvaluationOrADirectoryAndSaysSo(@TempDir Path directory) {
        assertThat(run("{\"number\": 1, \"sha256\": \"00\"}".getBytes(StandardCharsets.UTF_8), "-")
                        .err())
                .startsWith("not a snapshot: ");
        assertThat(run(new byte[0], directory.toString()).err()).contains("it is a directory");
    }

    @Test
    void refusesWhatIsMissingOrMakesNoSense() {
        for (String member : new String[] {"ruleSet", "facts", "specs", "moment", "format", "engine"}) {
            assertThat(changed(snapshot -> snapshot.remove(member)).exit())
                    .as(member)
                    .isEqualTo(RecomputeCommand.UNREADABLE);
        }
        for (String member : new String[] {"building", "lens", "today", "takeOffs"}) {
            assertThat(changed(snapshot -> ((ObjectNode) snapshot.get("facts")).remove(member))
                            .exit())
                    .as(member)
                    .isEqualTo(RecomputeCommand.UNREADABLE);
        }
        assertThat(changed(snapshot -> snapshot.putArray("specs")).err()).contains("there is no spec S of revision 1");
        assertThat(run(new byte[0], "/there/is/none").err()).startsWith("cannot read /there/is/none");
    }

    @Test
    void refusesAnotherRuleSetThanTheOneThatIsNamed() {
        Run run = changed(snapshot ->
                ((ObjectNode) snapshot.get("ruleSet")).put("text", RULES.replaceFirst("minimum: 20", "minimum: 10")));
        assertThat(run.exit()).isEqualTo(RecomputeCommand.ANOTHER);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesARuleSetThatDoesNotComeToItsOwnExamples() {
        String text = RULES.replaceFirst("scoreDecimals: 1", "scoreDecimals: 0");
        Run run = changed(snapshot ->
                ((ObjectNode) snapshot.get("ruleSet")).put("text", text).put("sha256", Sha256.hex(text)));
        assertThat(run.exit()).isEqualTo(RecomputeCommand.UNREADABLE);
        assertThat(run.err()).contains("the example does not reproduce");
    }

    /** Of a lot with waste and absences without a reason, which a later engine says more of. */
    @Test
    void givesWhatAnEarlierEngineGaveByteByByte() throws IOException {
        byte[] snapshot = resource("engine-1.json");
        byte[] result = resource("engine-1-result.json");

        Run again = run(snapshot, "-");

        assertThat(again.exit()).isEqualTo(RecomputeCommand.DONE);
        assertThat(again.out()).isEqualTo(new String(result, StandardCharsets.UTF_8));
        ObjectNode later = read(new String(snapshot, StandardCharsets.UTF_8));
        assertThat(run(later.put("engine", 2).toString().getBytes(StandardCharsets.UTF_8), "-")
                        .out())
                .contains("\"note\":\"no reason is stated\",\"phase\":\"DESIGN\"");
    }

    private static byte[] resource(String name) throws IOException {
        try (var stream = RecomputeCommandTest.class.getResourceAsStream("/evaluation/" + name)) {
            return stream.readAllBytes();
        }
    }

    @Test
    void leavesASnapshotOfAnotherEngineToThatOne() {
        Run run = changed(snapshot -> snapshot.put("engine", Rating.ENGINE + 1));
        assertThat(run.exit()).isEqualTo(RecomputeCommand.ANOTHER_ENGINE);
        assertThat(run.out()).isEmpty();
    }
}
