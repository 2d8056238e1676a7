package org.prefabtracker.requirement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.shared.message.Note;

/**
 * What one rating says of a demand. Pure.
 *
 * @param value the percent that counts, as the rating shows it; null where there is none
 * @param grade of a demand for a grade, where the rating gives one
 * @param by how far the value is above what is demanded, exactly; below 0 is missing
 * @param met only where it is proved: never by impossible data, and without data nothing is earned. Null where the demand is
 *     not one that this rating could meet: the building has no such thing, or progress has no grade
 * @param data what the value rests on
 * @param lacks the items without data, or with impossible data
 * @param unmet of a grade: what stands in its way besides the percent
 */
public record ComplianceResult(
        BigDecimal value,
        String grade,
        BigDecimal by,
        Boolean met,
        Data data,
        List<Lack> lacks,
        List<Rating.Prerequisite> unmet) {

    /** Whether a value that is too low is low, or is not known well enough. */
    public enum Data {
        /** Everything was measured. */
        COMPLETE,
        /** Some items have no data and earn nothing: it can only be more. */
        MISSING,
        /** Some data is impossible: nothing is proved. */
        INVALID,
        /** The building has no such thing. */
        NOT_APPLICABLE,
        /** There is no such rule set any more. */
        NO_RULE_SET
    }

    /** An item that has no usable data, and why; the item is null where the rule set itself changed. */
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

    /** Of what was demanded by a rule set that has changed since. */
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
