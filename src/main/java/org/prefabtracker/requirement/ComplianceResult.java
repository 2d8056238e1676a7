package org.prefabtracker.requirement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.message.Term;

/**
 * The result of one rating for a requirement. Pure.
 *
 * @param value the percent that counts, as the rating shows it; null where there is none
 * @param grade for a required grade: the grade of the rating, if it has one
 * @param by how far the value is above the required one, exactly; negative where it is below
 * @param met true only where it is proved: impossible data prove nothing, and items without data earn nothing. Null where the
 *     rating cannot decide: the building does not have the item, or progress has no grade
 * @param data how well the value is founded
 * @param lacks the items without data, or with impossible data
 * @param unmet for a grade: the conditions besides the percent that are not met
 */
public record ComplianceResult(
        BigDecimal value,
        String grade,
        BigDecimal by,
        Boolean met,
        Data data,
        List<Lack> lacks,
        List<Rating.Prerequisite> unmet) {

    /** Whether a value that is too low is really low, or not known well enough. */
    @Schema(name = "DataState")
    public enum Data implements Term {
        /** All items are measured. */
        COMPLETE("完整"),
        /** Some items have no data and earn nothing; the value can only rise. */
        MISSING("有缺项"),
        /** Some data are impossible; nothing is proved. */
        INVALID("有矛盾"),
        /** The building does not have the item. */
        NOT_APPLICABLE("不适用"),
        /** The rule set no longer exists. */
        NO_RULE_SET("无评价规则");

        private final String zh;

        Data(String zh) {
            this.zh = zh;
        }

        @Override
        public String zh() {
            return zh;
        }
    }

    /** An item without usable data, and the reason; the item is null where the rule set itself changed. */
    @Schema(name = "ComplianceLack")
    public record Lack(String item, Rating.Status status, Note message) {}

    static ComplianceResult ofPercent(BigDecimal atLeast, Rating rating) {
        BigDecimal value = rating.result().percent();
        List<Lack> lacks = rating.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(item -> item.status() == Rating.Status.MISSING
                        || item.status() == Rating.Status.INVALID
                        || value == null && item.status() == Rating.Status.NOT_APPLICABLE)
                .map(ComplianceResult::lack)
                .toList();
        Data data = rating.result().incomplete()
                ? Data.INVALID
                : value == null || !lacks.isEmpty() ? Data.MISSING : Data.COMPLETE;
        BigDecimal by = by(value, atLeast);
        return new ComplianceResult(
                value, null, by, data != Data.INVALID && by != null && by.signum() >= 0, data, lacks, List.of());
    }

    static ComplianceResult ofRatio(BigDecimal atLeast, Rating.Finding item) {
        BigDecimal by = by(item.ratio().ratioPercent(), atLeast);
        return switch (item.status()) {
            case SCORED ->
                new ComplianceResult(
                        item.ratio().ratioPercent(), null, by, by.signum() >= 0, Data.COMPLETE, List.of(), List.of());
            case NOT_APPLICABLE ->
                new ComplianceResult(null, null, null, null, Data.NOT_APPLICABLE, List.of(lack(item)), List.of());
            case MISSING -> new ComplianceResult(null, null, null, false, Data.MISSING, List.of(lack(item)), List.of());
            case INVALID -> new ComplianceResult(null, null, null, false, Data.INVALID, List.of(lack(item)), List.of());
        };
    }

    /** The result where the rule set has changed since the requirement was stated. */
    static ComplianceResult unknown(Note why) {
        return new ComplianceResult(
                null, null, null, false, Data.MISSING, List.of(new Lack(null, Rating.Status.MISSING, why)), List.of());
    }

    static ComplianceResult withoutRuleSet() {
        return new ComplianceResult(null, null, null, false, Data.NO_RULE_SET, List.of(), List.of());
    }

    ComplianceResult graded(String grade, Boolean met, List<Rating.Prerequisite> unmet) {
        return new ComplianceResult(value, grade, by, met, data, lacks, unmet);
    }

    static Optional<Rating.Finding> finding(Rating rating, String item) {
        return rating.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(finding -> finding.id().equals(item))
                .findFirst();
    }

    private static Lack lack(Rating.Finding item) {
        return new Lack(item.id(), item.status(), item.message());
    }

    private static BigDecimal by(BigDecimal value, BigDecimal atLeast) {
        return value == null ? null : value.subtract(atLeast);
    }
}
