package org.prefabtracker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;

/** A stored evaluation is computed again from its snapshot. */
@DatabaseTest
class EvaluationRecomputeTest extends EvaluationFixture {

    private record Recomputed(int exit, byte[] result, String said) {}

    private static Recomputed recompute(byte[] snapshot, String... expected) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = expected.length == 0 ? new String[] {"-"} : new String[] {"-", expected[0]};
        int exit = RecomputeCommand.run(
                new ByteArrayInputStream(snapshot),
                result,
                new PrintStream(said, true, StandardCharsets.UTF_8),
                arguments);
        return new Recomputed(exit, result.toByteArray(), said.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DESIGN", "PRODUCED", "DELIVERED", "INSTALLED", "ACCEPTED"})
    void recomputesTheSameBytes(String lens) {
        RatedBuilding building = building();
        building.installed("S-1").installed("W-1").installed("M-1");
        building.happened(
                "S-4",
                "RELEASE {\"factory\": \"F1\"}",
                "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                "SHIP {\"shipment\": \"S\"}",
                "RECEIVE",
                "INSTALL {\"netQuantity\": 3}",
                "HOLD {\"number\": \"H-1\", \"reason\": \"crack\"}");
        JsonNode evaluation = frozen(lens);

        Recomputed again =
                recompute(bytes(base + "/1/snapshot"), evaluation.get("sha256").asText());

        assertThat(again.said())
                .startsWith("snapshot " + evaluation.get("sha256").asText() + ": 6 components");
        assertThat(again.exit()).isEqualTo(RecomputeCommand.DONE);
        assertThat(again.result()).isEqualTo(bytes(base + "/1/result"));
    }

    @Test
    void detectsAnyChangedComponent() {
        building();
        JsonNode evaluation = frozen("DESIGN");
        String snapshot = text(bytes(base + "/1/snapshot"));
        String result = text(bytes(base + "/1/result"));

        for (String component : List.of("S-1", "S-2", "S-3", "S-4", "W-1", "M-1")) {
            int at = snapshot.indexOf("\"code\":\"" + component + "\"");
            String forged = snapshot.substring(0, at)
                    + snapshot.substring(at).replaceFirst("\"storey\":\"1\"", "\"storey\":\"2\"");
            assertThat(forged).isNotEqualTo(snapshot);
            Recomputed again = recompute(
                    forged.getBytes(StandardCharsets.UTF_8),
                    evaluation.get("sha256").asText());
            assertThat(sha256(forged.getBytes(StandardCharsets.UTF_8)))
                    .isNotEqualTo(evaluation.get("sha256").asText());
            assertThat(again.exit()).isEqualTo(RecomputeCommand.ANOTHER);
            assertThat(again.result()).isEmpty();
        }
        String smaller = snapshot.replace("\"planAreaM2\":\"30.5\"", "\"planAreaM2\":\"3.5\"");
        assertThat(text(recompute(smaller.getBytes(StandardCharsets.UTF_8)).result()))
                .isNotEqualTo(result);
    }

    @Test
    void recomputesJoints() {
        RatedBuilding building = withJoints();
        building.installed("W-1");
        JsonNode shown = building.rating("INSTALLED");

        JsonNode evaluation = frozen("INSTALLED");

        byte[] snapshot = bytes(base + "/1/snapshot");
        assertThat(json(text(snapshot)).at("/facts/joints/0")).isEqualTo(json("""
                {"castInPlaceSide": false, "code": "J-1", "kind": "WALL_STRIP", "storey": "1", "volumeM3": "2.01", "widthMm": "600",
                 "joins": [{"component": "W-1", "categories": ["SHEAR_WALL"], "seen": "COUNTS"},
                   {"component": "W-2", "categories": ["SHEAR_WALL"], "seen": "NOT_YET"}]}"""));
        assertThat(evaluation.at("/rating/groups/0/items/0/joints")).isEqualTo(json("""
                {"adds": "0", "counting": 0, "notCounting": 2, "why": {"NOT_AT_LENS": 2, "TOO_WIDE": 1}}"""));
        assertThat(shown.at("/groups/0/items/0/joints/why")).isEqualTo(json("{\"NOT_AT_LENS\": 2, \"TOO_WIDE\": 1}"));
        assertThat(recompute(snapshot).result()).isEqualTo(bytes(base + "/1/result"));
        building.installed("W-2");
        JsonNode later = frozen("INSTALLED");
        assertThat(later.at("/rating/groups/0/items/0/numerator").asText()).isEqualTo("12.01");
        assertThat(recompute(bytes(base + "/2/snapshot")).result()).isEqualTo(bytes(base + "/2/result"));
    }
}
