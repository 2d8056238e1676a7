package org.prefabtracker.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

class DeclaredQuantityTest {

    /** What the other rule sets ask for, in the order of the enum. */
    private static final String OF_OTHER_RULE_SETS = """
            slabArea DENOMINATOR m2
            stairArea DENOMINATOR m2
            encouragedArea DENOMINATOR m2
            encouragedPrecastOther NUMERATOR m2
            mainStructureConcreteVolume DENOMINATOR m3
            interiorPrefabPercent NUMERATOR %
            mainStructureWeight INPUT 1
            envelopeWeight INPUT 1
            interiorWeight INPUT 1
            castConcreteVolume INPUT m3
            constructionArea DENOMINATOR m2
            precastSystemArea NUMERATOR m2
            halfSlabSystemArea NUMERATOR m2
            otherSystemArea NUMERATOR m2
            otherSystemFactor INPUT 1
            wallLength DENOMINATOR m
            precastWallLengthOther NUMERATOR m
            dryWallLength NUMERATOR m
            reusableFormworkWallLength NUMERATOR m
            blockWallLength NUMERATOR m
            ibsOtherPoints NUMERATOR 1
            grossCapitalCost DENOMINATOR money
            prelimsCost INPUT money
            siteLabourCost INPUT money
            materialsCost NUMERATOR money
            offSiteLabourCost NUMERATOR money
            """;

    private static final int OF_GBT_51129 = 20;

    @Test
    void namesWhatTheOtherRuleSetsAskFor() {
        assertThat(Arrays.stream(DeclaredQuantity.values())
                        .skip(OF_GBT_51129)
                        .map(measure -> measure.key() + " " + measure.role() + " " + measure.unit()))
                .containsExactlyElementsOf(OF_OTHER_RULE_SETS.lines().toList());
    }

    /** What GB/T 51129 needs, with the clauses that ask for it, is listed in declared-quantities.csv. */
    @Test
    void namesWhatGbt51129AsksFor() throws IOException {
        try (var file = getClass().getResourceAsStream("/project/declared-quantities.csv");
                var rows = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            assertThat(Arrays.stream(DeclaredQuantity.values())
                            .limit(OF_GBT_51129)
                            .map(measure -> String.join(
                                    ",", measure.key(), measure.role().name(), measure.unit(), measure.zh())))
                    .containsExactlyInAnyOrderElementsOf(rows.stream()
                            .map(row ->
                                    String.join(",", row.get("key"), row.get("role"), row.get("unit"), row.get("zh")))
                            .toList());
        }
    }
}
