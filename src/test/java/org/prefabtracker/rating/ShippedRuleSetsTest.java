package org.prefabtracker.rating;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.input.Constraints;

/** The rule sets that come along. That each reproduces its worked examples is a condition of reading it at all. */
class ShippedRuleSetsTest {

    private static final Validator VALIDATOR = Constraints.validator();

    static String text(String file) {
        try (var stream = ShippedRuleSetsTest.class.getResourceAsStream("/rulesets/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RuleSet read(String file) {
        return RuleSets.read(file, text(file), VALIDATOR);
    }

    @Test
    void eachHasItsExamplesItsDatesAndSaysHowWellItIsFounded() {
        List<String> told = RuleSets.FILES.stream()
                .map(ShippedRuleSetsTest::read)
                .map(ruleSet -> "%s %s %s to %s, %d examples%s"
                        .formatted(
                                ruleSet.id(),
                                ruleSet.jurisdiction(),
                                ruleSet.validity().validFrom(),
                                ruleSet.validity().validTo(),
                                ruleSet.examples().size(),
                                ruleSet.provisional() ? ", provisional" : ""))
                .toList();
        assertThat(told)
                .containsExactly(
                        "cn-gbt-51129-2017 CN 2018-02-01 to null, 5 examples",
                        "cn-js-three-boards-2017 CN-32 2017-02-14 to null, 3 examples, provisional",
                        "cn-js-db32t-3753-2020 CN-32 2020-05-01 to null, 3 examples, provisional",
                        "cn-sh-precast-ratio-2019 CN-31 2019-12-01 to 2025-08-31, 1 examples",
                        "my-ibs-cis18 MY 2010-01-01 to null, 4 examples, provisional",
                        "uk-pmv-riba GB 2021-01-01 to null, 2 examples",
                        "uk-pmv-dfe GB 2020-01-01 to null, 1 examples");
    }

    /** Every figure of the collected standards, each by the example that has to come to it. */
    @ParameterizedTest
    @CsvSource({
        "cn-js-three-boards-2017, 61.76, true",
        "cn-js-three-boards-2017, 54.12, false",
        "cn-sh-precast-ratio-2019, 40.62, true",
        "my-ibs-cis18, 37.50, false",
        "my-ibs-cis18, 15.00, false",
        "uk-pmv-riba, 65.00, true",
        "uk-pmv-dfe, 75.58, false"
    })
    void givesThePublishedFigure(String id, String percent, boolean qualifies) {
        RuleSet ruleSet = read(id + ".yaml");
        assertThat(ruleSet.examples())
                .extracting(example -> ExampleOutcome.of(ruleSet, example))
                .anyMatch(outcome ->
                        outcome.percent().toPlainString().equals(percent) && outcome.qualifies() == qualifies);
    }
}
