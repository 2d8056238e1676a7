package org.prefabtracker.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

class MeasureTest {

    private static final Path DECIDED = Path.of("../shared/design/measures.csv");

    @Test
    void saysWhatWasDecided() throws IOException {
        assumeTrue(Files.exists(DECIDED), "needs the design documents beside the checkout");
        try (var rows = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(DECIDED))) {
            assertThat(Arrays.stream(Measure.values())
                            .map(measure -> String.join(
                                    ",", measure.key(), measure.role().name(), measure.unit(), measure.zh())))
                    .containsExactlyInAnyOrderElementsOf(rows.stream()
                            .map(row ->
                                    String.join(",", row.get("key"), row.get("role"), row.get("unit"), row.get("zh")))
                            .toList());
        }
    }
}
