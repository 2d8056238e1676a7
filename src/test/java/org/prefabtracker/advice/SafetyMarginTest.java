package org.prefabtracker.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.Score;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;

/** What may fail may fail, and a little more may not. */
class SafetyMarginTest {

    private static final RuleSet GBT = MadeUp.shipped("cn-gbt-51129-2017.yaml");
    private static final BigDecimal A_LITTLE = new BigDecimal("1e-9");

    @Property(tries = 300)
    void theEngineKeepsPointsAndVerdictDownToTheReserveAndNotBelow(@ForAll Random random) {
        RatingState situation = RatingState.of(GBT, RandomBuilding.building(random, 500));
        List<SafetyMargin> reserves = SafetyMargin.of(situation);

        assertThat(reserves)
                .extracting(SafetyMargin::item)
                .containsExactlyElementsOf(GBT.items()
                        .map(RuleSet.Item::id)
                        .filter(item -> situation.earned(item).signum() > 0)
                        .toList());
        for (SafetyMargin reserve : reserves) {
            if (reserve.numerator() == null) {
                continue;
            }
            BigDecimal least = reserve.numerator().subtract(reserve.ofScore().mayFail());
            assertThat(points(with(situation, reserve.item(), least), reserve)).isEqualByComparingTo(reserve.score());
            assertThat(points(with(situation, reserve.item(), least.subtract(A_LITTLE)), reserve))
                    .isLessThan(reserve.score());
            assertThat(reserve.ofVerdict() != null).isEqualTo(situation.score().qualifies());
            if (reserve.ofVerdict() != null) {
                BigDecimal last =
                        reserve.numerator().subtract(reserve.ofVerdict().mayFail());
                assertThat(verdict(with(situation, reserve.item(), last))).isEqualTo(verdict(situation.score()));
                if (last.signum() > 0) {
                    assertThat(verdict(with(situation, reserve.item(), last.subtract(A_LITTLE))))
                            .isNotEqualTo(verdict(situation.score()));
                }
            }
        }
    }

    private static BigDecimal points(Score score, SafetyMargin reserve) {
        return score.items().get(reserve.item());
    }

    private static String verdict(Score score) {
        return score.qualifies() + " " + score.grade();
    }

    private static Score with(RatingState situation, String item, BigDecimal numerator) {
        Map<String, MeasurementOutcome> readings = new LinkedHashMap<>();
        situation.measured().forEach((id, measuring) -> readings.put(id, measuring.outcome()));
        BigFraction ratio =
                Fractions.ratio(numerator, situation.measured().get(item).denominator());
        readings.put(item, new MeasurementOutcome.Known(ratio));
        return Score.of(GBT, readings);
    }
}
