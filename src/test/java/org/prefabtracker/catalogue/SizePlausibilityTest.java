package org.prefabtracker.catalogue;

import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;

/** Sizes at the border: what is stored is stored, and what is unlikely is said. */
@DatabaseTest
class SizePlausibilityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 3 x 1 x 0.1 m: 0.3 m3
                "SLAB | CONCRETE | 3000,1000,100 | \"concreteVolumeM3\": 0.3, \"massKg\": 750   | ''",
                "SLAB | CONCRETE | 3000,1000,100 | \"concreteVolumeM3\": 0.39                    | ''",
                "SLAB | CONCRETE | 3000,1000,100 | \"concreteVolumeM3\": 0.3901                  | VOLUME_AGAINST_SIZE",
                "SLAB | CONCRETE | 3000,1000,100 | \"concreteVolumeM3\": 0.21                    | ''",
                "SLAB | CONCRETE | 3000,1000,100 | \"concreteVolumeM3\": 0.2099                  | VOLUME_AGAINST_SIZE",
                "SLAB | CONCRETE | 3000,1000,100 | \"concreteVolumeM3\": 300, \"massKg\": 750000 | VOLUME_AGAINST_SIZE",
                "SLAB | CONCRETE | 3000,1000,100 | \"concreteVolumeM3\": 0.3, \"massKg\": 0.75  | UNLIKELY_DENSITY",
                "SLAB | CONCRETE | 3000,1000,100 | \"concreteVolumeM3\": 0.3, \"massKg\": 901   | UNLIKELY_DENSITY",
                "SLAB | CONCRETE | 3000,1000,100 | \"concreteVolumeM3\": 0.3, \"massKg\": 449   | UNLIKELY_DENSITY",
                // a stair fills a part of the box around it, never more
                "STAIR | CONCRETE | 3000,1000,1400 | \"concreteVolumeM3\": 0.7                   | ''",
                "STAIR | CONCRETE | 3000,1000,1400 | \"concreteVolumeM3\": 7                     | VOLUME_AGAINST_SIZE",
                "BEAM | STEEL | 6000,200,400 | \"massKg\": 390                                    | ''",
                "BEAM | STEEL | 6000,200,400 | \"massKg\": 39000                                  | UNLIKELY_DENSITY",
                "BEAM | TIMBER | 6000,200,400 | \"massKg\": 240                                   | ''"
            })
    void warnsOfVolumesAndDensitiesThatDoNotFitTheSize(
            String category, String material, String mm, String quantities, String warning) {
        String[] sides = mm.split(",");
        operator()
                .post("/api/v1/specs", """
                        {"code": "SP-%s", "name": "n", "category": "%s", "material": "%s", "lengthMm": %s, "widthMm": %s, "heightMm": %s,
                         "quantities": {%s}}""".formatted(
                                UUID.randomUUID(), category, material, sides[0], sides[1], sides[2], quantities))
                .statusCode(201)
                .body("warnings.code.join(' ')", equalTo(warning))
                .body("totalWarnings", equalTo(warning.isEmpty() ? 0 : 1));
    }

    @ParameterizedTest
    @CsvSource({"SPA, 65.4, ''", "SPB, 6.54, UNLIKELY_DENSITY", "SPC, 654, UNLIKELY_DENSITY"})
    void weighsASteelSectionByTheSizesInItsCode(String name, String kgPerMetre, String warning) {
        operator()
                .post("/api/v1/specs", """
                        {"code": "%sHN400x200x8x13", "name": "n", "category": "BEAM", "material": "STEEL", "basis": "METRE",
                         "quantities": {"massKg": %s, "lengthM": 1}}""".formatted(name, kgPerMetre))
                .statusCode(201)
                .body("warnings.code.join(' ')", equalTo(warning));
    }

    @Test
    void saysWhereAndWhatIsUnlikely() {
        operator()
                .post("/api/v1/specs", """
                        {"code": "SP-SAID", "name": "n", "category": "SLAB", "material": "CONCRETE", "lengthMm": 3000, "widthMm": 1000,
                         "heightMm": 100, "quantities": {"concreteVolumeM3": 3}}""")
                .body("warnings[0].pointer", equalTo("/quantities/concreteVolumeM3"))
                .body(
                        "warnings[0].message",
                        equalTo("concrete of 3 m3 differs from length x width x height, 0.3 m3, by more than 30 %"));
    }
}
