package org.prefabtracker.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.message.Note;

/** What a rating says of a demand, case by case; grades of GB/T 51129-2017: A from 60, AA from 76, AAA from 91. */
class ComplianceResultTest {

    private static final Note WHY = RatingNote.MORE_THAN_TOTAL.of();

    private static final RuleSet GBT = gbt();

    private static RuleSet gbt() {
        try (var file = ComplianceResultTest.class.getResourceAsStream("/rulesets/cn-gbt-51129-2017.yaml")) {
            return RuleSets.standalone(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rating.Finding item(String id, Rating.Status status, String ratio) {
        return new Rating.Finding(
                id,
                "名",
                "name",
                "1",
                null,
                status,
                status == Rating.Status.SCORED ? null : WHY,
                new Rating.Ratio(null, null, null, ratio == null ? null : new BigDecimal(ratio)),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Rating rating(
            EvaluationKind kind, String percent, String grade, boolean incomplete, List<Rating.Finding> items) {
        Rating.Group group = new Rating.Group("Q1", "组", "group", "1", null, null, null, null, items);
        return new Rating(
                GBT.id(),
                "B",
                Lens.DESIGN,
                kind,
                null,
                null,
                false,
                false,
                null,
                new Rating.Result(
                        percent == null ? null : new BigDecimal(percent), grade, grade != null, false, incomplete),
                List.of(group),
                List.of(),
                List.of(
                        new Rating.Prerequisite("envelope", "围护墙", "envelope", grade != null, "3.0.3"),
                        new Rating.Prerequisite("percent", "装配率", "percent", true, "3.0.3")));
    }

    private static String told(ComplianceResult verdict) {
        return verdict.value() + " " + verdict.by() + " " + verdict.met() + " " + verdict.data();
    }

    @ParameterizedTest
    @CsvSource({
        // percent, the state of an item, at least: value, by how much, met, data
        "50.00, SCORED,         50,     50.00 0.00 true COMPLETE",
        "49.99, SCORED,         50,     49.99 -0.01 false COMPLETE",
        "50.01, SCORED,         50.005, 50.01 0.005 true COMPLETE",
        "81.50, NOT_APPLICABLE, 80,     81.50 1.50 true COMPLETE",
        "55.00, MISSING,        50,     55.00 5.00 true MISSING",
        "49.99, MISSING,        50,     49.99 -0.01 false MISSING",
        "55.00, INVALID,        50,     55.00 5.00 false INVALID",
        "10.00, INVALID,        50,     10.00 -40.00 false INVALID",
        ",      MISSING,        50,     null null false MISSING",
        ",      NOT_APPLICABLE, 50,     null null false MISSING"
    })
    void distinguishesALowPercentFromAnUnknownOne(
            String percent, Rating.Status status, String atLeast, String expected) {
        Rating rating = rating(
                EvaluationKind.PRE_EVALUATION,
                percent,
                null,
                status == Rating.Status.INVALID,
                List.of(item("q1a", status, null)));
        ComplianceResult verdict = new RequiredMeasure.Percent(new BigDecimal(atLeast)).of(GBT, rating);
        assertThat(told(verdict)).isEqualTo(expected);
        boolean lacks = verdict.data() != ComplianceResult.Data.COMPLETE;
        assertThat(verdict.lacks())
                .isEqualTo(lacks ? List.of(new ComplianceResult.Lack("q1a", status, WHY)) : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        // kind, percent, grade of the rating, grade demanded: value, by how much, met, data
        "PRE_EVALUATION,     81.50, AA,  A,   81.50 21.50 true COMPLETE",
        "PRE_EVALUATION,     81.50, AA,  AA,  81.50 5.50 true COMPLETE",
        "PRE_EVALUATION,     81.50, AA,  AAA, 81.50 -9.50 false COMPLETE",
        "PRE_EVALUATION,     95.00, AAA, A,   95.00 35.00 true COMPLETE",
        "PRE_EVALUATION,     75.50, A,   AA,  75.50 -0.50 false COMPLETE",
        "PRE_EVALUATION,     80.00, ,    A,   80.00 20.00 false COMPLETE",
        "PROJECT_EVALUATION, 60.00, A,   A,   60.00 0.00 true COMPLETE",
        "PROJECT_EVALUATION, 59.99, ,    A,   59.99 -0.01 false COMPLETE",
        "PROGRESS,           81.50, ,    AA,  81.50 5.50 null COMPLETE",
        "PROGRESS,           12.00, ,    AA,  12.00 -64.00 null COMPLETE"
    })
    void comparesTheGradeAndTellsThePercentThatIsMissingToIt(
            EvaluationKind kind, String percent, String grade, String atLeast, String expected) {
        Rating rating = rating(kind, percent, grade, false, List.of(item("q1a", Rating.Status.SCORED, "35")));
        ComplianceResult verdict = new RequiredMeasure.Grade(atLeast).of(GBT, rating);
        assertThat(told(verdict)).isEqualTo(expected);
        assertThat(verdict.grade()).isEqualTo(kind == EvaluationKind.PROGRESS ? null : grade);
    }

    @Test
    void namesTheUnmetConditionsOfAGrade() {
        Rating rating = rating(
                EvaluationKind.PRE_EVALUATION,
                "80.00",
                null,
                false,
                List.of(item("q1a", Rating.Status.SCORED, "34.9999")));
        List<String> unmet = new ArrayList<>();
        new RequiredMeasure.Grade("A")
                .of(GBT, rating)
                .unmet()
                .forEach(each -> unmet.add(each.id() + " " + each.nameEn() + " " + each.clause()));
        assertThat(unmet).containsExactly("envelope envelope 3.0.3", "q1a name: a ratio of at least 35 percent 5.0.1");
        assertThat(new RequiredMeasure.Grade("A")
                        .of(
                                GBT,
                                rating(
                                        EvaluationKind.PRE_EVALUATION,
                                        "80.00",
                                        "AA",
                                        false,
                                        List.of(item("q1a", Rating.Status.SCORED, "35"))))
                        .unmet())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // status and ratio of the item, at least: value, by how much, met, data
        "SCORED,         35,      35,      35 0 true COMPLETE",
        "SCORED,         34.9999, 35,      34.9999 -0.0001 false COMPLETE",
        "SCORED,         100,     80.5,    100 19.5 true COMPLETE",
        "SCORED,         0,       0.0001,  0 -0.0001 false COMPLETE",
        "MISSING,        ,        35,      null null false MISSING",
        "INVALID,        ,        35,      null null false INVALID",
        "NOT_APPLICABLE, ,        35,      null null null NOT_APPLICABLE"
    })
    void comparesTheRatioOfAnItem(Rating.Status status, String ratio, String atLeast, String expected) {
        Rating rating = rating(
                EvaluationKind.PROGRESS,
                "20.00",
                null,
                true,
                List.of(item("q1b", Rating.Status.INVALID, null), item("q1a", status, ratio)));
        assertThat(told(new RequiredMeasure.ItemRatio("q1a", new BigDecimal(atLeast)).of(GBT, rating)))
                .isEqualTo(expected);
    }

    @Test
    void provesNothingByARuleSetThatHasChangedSince() {
        Rating rating = rating(
                EvaluationKind.PRE_EVALUATION, "80.00", "AA", false, List.of(item("q1a", Rating.Status.SCORED, "35")));
        assertThat(new RequiredMeasure.Grade("AAAA").of(GBT, rating))
                .isEqualTo(ComplianceResult.unknown(ComplianceNote.GRADE_GONE.of("cn-gbt-51129-2017", "AAAA")));
        assertThat(new RequiredMeasure.ItemRatio("q9z", BigDecimal.TEN).of(GBT, rating))
                .isEqualTo(ComplianceResult.unknown(ComplianceNote.ITEM_GONE.of("cn-gbt-51129-2017", "q9z")));
        assertThat(told(ComplianceResult.unknown(WHY))).isEqualTo("null null false MISSING");
        assertThat(told(ComplianceResult.withoutRuleSet())).isEqualTo("null null false NO_RULE_SET");
    }
}
