package org.prefabtracker.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.rating.facts.JointFactsReader;
import org.prefabtracker.rating.measure.JointEligibility;
import org.prefabtracker.rating.ruleset.Fractions;

/**
 * A joint, and whether it counts under a rule set and a lens where the caller asks for one.
 *
 * @param joins the components it joins, by code
 * @param cancelled true where it was cancelled
 * @param counts whether it counts in any item
 * @param verdicts one per item that counts joints of its kind, with the reasons where it does not count
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListedJoint(
        String code,
        JointKind kind,
        String storey,
        List<String> joins,
        BigDecimal widthMm,
        BigDecimal heightMm,
        BigDecimal columnSideMm,
        BigDecimal volumeM3,
        BigDecimal areaM2,
        boolean castInPlaceSide,
        String position,
        String source,
        Boolean cancelled,
        int version,
        Boolean counts,
        List<JointEligibility.Verdict> verdicts) {

    /** @param judge null: without verdicts; one that was cancelled has none either */
    static ListedJoint of(JointFactsReader.Row row, JointEligibility judge) {
        JointFact joint = row.joint();
        List<JointEligibility.Verdict> verdicts = judge == null || row.cancelled() ? null : judge.of(joint);
        return new ListedJoint(
                joint.code(),
                joint.kind(),
                joint.storey(),
                joint.joins().stream().map(JointFact.Joined::component).toList(),
                Fractions.plain(joint.widthMm()),
                Fractions.plain(joint.heightMm()),
                Fractions.plain(joint.columnSideMm()),
                Fractions.plain(joint.volumeM3()),
                Fractions.plain(joint.areaM2()),
                joint.castInPlaceSide(),
                row.position(),
                row.source(),
                row.cancelled() ? true : null,
                row.version(),
                verdicts == null ? null : verdicts.stream().anyMatch(JointEligibility.Verdict::counts),
                verdicts);
    }

    /** Whether it matches the filters: the item, null: any, and whether it counts there, null: either. */
    boolean isOf(String item, Boolean counting) {
        return item == null && counting == null
                || verdicts.stream()
                        .anyMatch(verdict -> item == null
                                ? counting == counts
                                : item.equals(verdict.item()) && (counting == null || counting == verdict.counts()));
    }
}
