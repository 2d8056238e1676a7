package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.rating.Score;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * A target: to qualify, with a percent in place of the one that the rule set demands, or with at least a grade.
 *
 * @param percent null: the percent that the rule set demands
 * @param grade null: none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AdviceTarget")
public record Target(BigDecimal percent, String grade) {

    TargetPoints wanted(RatingState state) {
        RuleSet ruleSet = state.ruleSet();
        BigDecimal least = grade == null
                ? percent
                : ruleSet.grades().get(rank(ruleSet, grade)).from();
        return TargetPoints.of(ruleSet, least, grade != null, state.score().absent());
    }

    /** Whether a score meets the target; an unknown or incomplete score does not. */
    boolean isMetBy(RuleSet ruleSet, Score score, TargetPoints wanted) {
        if (score.incomplete()
                || score.percent() == null
                || score.percent().compareTo(wanted.percent()) < 0
                || grade != null && rank(ruleSet, score.grade()) < rank(ruleSet, grade)) {
            return false;
        }
        for (int i = 0; i < ruleSet.prerequisites().size(); i++) {
            // the condition on the percent is part of the target
            if (!ruleSet.prerequisites().get(i).demandsPercent()
                    && !score.prerequisites().get(i)) {
                return false;
            }
        }
        return true;
    }

    private static int rank(RuleSet ruleSet, String grade) {
        List<String> grades = ruleSet.grades().stream().map(RuleSet.Grade::id).toList();
        return grades.indexOf(grade);
    }
}
