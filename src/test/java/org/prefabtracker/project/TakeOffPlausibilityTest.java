package org.prefabtracker.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakeOffPlausibilityTest {

    @ParameterizedTest
    @CsvSource({
        "planArea, 9310, true",
        "planArea, 451.44, false",
        "planArea, 93100, false",
        "slabArea, 6552, true",
        "dryFloorArea, 20, true",
        "dryFloorArea, 13000, false",
        "envelopeArea, 12000, true",
        "envelopeArea, 120000, false",
        "partitionArea, 13000, true",
        "kitchenArea, 60000, false",
        // no area
        "verticalConcreteVolume, 1000000, true"
    })
    void anAreaFitsTheFloorAreaOfItsBuilding(String measure, BigDecimal value, boolean fits) {
        assertThat(TakeOffPlausibility.of(Map.of(measure, DecimalNode.valueOf(value)), new BigDecimal("9800.5")))
                .hasSize(fits ? 0 : 1);
    }

    @Test
    void factsAreNotChecked() {
        assertThat(TakeOffPlausibility.of(Map.of("fullDecoration", BooleanNode.TRUE), BigDecimal.ONE))
                .isEmpty();
    }

    @Test
    void saysWhatWasExpected() {
        List<TakeOffPlausibility.Unlikely> unlikely = TakeOffPlausibility.of(
                Map.of("planArea", DecimalNode.valueOf(new BigDecimal("451.44"))), new BigDecimal("9800.5"));
        assertThat(unlikely.get(0).note())
                .hasToString(
                        "planArea of 451.44 m2 does not fit a floor area of 9800.5 m2, expected are 4900.25 to 12740.65 m2");
    }
}
