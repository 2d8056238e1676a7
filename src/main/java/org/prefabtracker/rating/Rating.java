package org.prefabtracker.rating;

import org.prefabtracker.shared.message.Note;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.joint.JointExclusion;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.measure.ItemMeasurement;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Settings;

/**
 * The result of a rule set on a building under a lens, with a finding per item.
 *
 * @param kind what it may be used for
 * @param asOf the moment it is of
 * @param knownAt the moment by whose knowledge it is, where that was asked for
 * @param provisional whether the rule set is founded too weakly to be final
 * @param byReference whether the rule set is not made for buildings of this use
 * @param notApplicable what the building does not have, and the points that leave the whole for it (Q4)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rating(
        String ruleSet,
        String building,
        Lens lens,
        EvaluationKind kind,
        OffsetDateTime asOf,
        OffsetDateTime knownAt,
        boolean provisional,
        boolean byReference,
        Settings settings,
        Result result,
        List<Group> groups,
        List<NotApplicable> notApplicable,
        List<Prerequisite> prerequisites) {

    /**
     * The version of what turns facts into a rating: raised with every change by which the same facts can come to something
     * else, and then all buildings are to be noted as changed (docs/adr/0010). What an earlier one gave is given again to who
     * asks for it: 2 says of an absence which phase declared it and whether it has a reason.
     */
    public static final int ENGINE = 2;

    private static final int ENGINE_WITHOUT_PHASES = 1;

    /** How many decimals of a ratio are shown; the points are given for the exact one. */
    static final int SHOWN_DECIMALS = 4;

    /**
     * The whole; the percent is null where something is not known without which there is no result;
     * {@code qualifies} is null where the rule set states nothing to qualify for. With kind PROGRESS neither grade nor qualification; the grade is also null
     * where there is none.
     */
    public record Result(BigDecimal percent, String grade, Boolean qualifies, boolean inGap, boolean incomplete) {}

    /** The points of a group. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Group(
            String id,
            String name,
            String nameEn,
            String clause,
            BigDecimal score,
            BigDecimal max,
            BigDecimal minimum,
            Boolean met,
            List<Finding> items) {}

    /** Whether an item was measured, and if not why. */
    public enum Status {
        SCORED,
        MISSING,
        INVALID,
        NOT_APPLICABLE
    }

    /**
     * What an item came to.
     *
     * @param message why it was not scored
     * @param ratioPercent cut, not rounded, to {@value #SHOWN_DECIMALS} decimals: it never seems to reach what it does not
     * @param tracked what of the numerator comes from components
     * @param joints what of it comes from the joint schedule; null where the building lists no joints of the item's kinds
     * @param declared the declared values it rests on
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Finding(
            String id,
            String name,
            String nameEn,
            String clause,
            RuleSet.SourceConfidence basis,
            Status status, Note message, BigDecimal numerator,
            BigDecimal denominator,
            String unit,
            BigDecimal ratioPercent,
            BigDecimal score,
            BigDecimal maxScore,
            BigDecimal tracked,
            JointCounting joints,
            List<Declared> declared,
            Counting evidence, List<Note> notes) {}

    /** A declared value, from which phase and drawing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Declared(
            DeclaredQuantity measure,
            DeclaredQuantity.Role role,
            BigDecimal value,
            String unit,
            TakeOff.Phase phase,
            String source) {}

    /** How many components count, how many of them are held, and where exactly they are listed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Counting(long components, long held, String href) {}

    /**
     * How many joints count and what they add, how many do not and for which reasons, and where exactly those that count are
     * listed; the same list with {@code counts=false} has the others.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JointCounting(
            BigDecimal adds,
            long counting,
            long notCounting,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<JointExclusion.Why, Long> why,
            String href) {}

    /** Where the answers of a rating lead on to; either may lead nowhere. */
    public interface Leads {
        Leads NOWHERE = new Leads() {
            @Override
            public String components(String item) {
                return null;
            }

            @Override
            public String joints(String item) {
                return null;
            }
        };

        /** The components that count in an item. */
        String components(String item);

        /** The joints that count in an item. */
        String joints(String item);
    }

    /**
     * Items without which the whole is counted, and why.
     *
     * @param phase of the take-off that declares it absent
     * @param note that no reason is stated, where none is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NotApplicable(
            AbsentFeature.What what,
            String reason, Note note, String evidence,
            TakeOff.Phase phase,
            List<String> items,
            BigDecimal points) {}

    /** What must hold for the building to qualify. */
    public record Prerequisite(String id, String name, String nameEn, boolean met, String clause) {}

    /** The rating as everything stands, with links to the components that count. */
    public static Rating of(String project, RuleSet ruleSet, BuildingFacts facts, OffsetDateTime asOf) {
        return of(
                ruleSet,
                facts,
                asOf,
                null,
                new RatingLinks.Evidence(project, facts.building().code(), ruleSet.id(), facts.lens(), null, null));
    }

    /**
     * The rating of a moment.
     *
     * @param asOf and {@code knownAt}: what it says of its moment; null says nothing
     * @param evidence where what counts in an item is listed
     */
    public static Rating of(
            RuleSet ruleSet, BuildingFacts facts, OffsetDateTime asOf, OffsetDateTime knownAt, Leads evidence) {
        return of(ENGINE, ruleSet, facts, asOf, knownAt, evidence);
    }

    /** The same as an earlier version of the engine gives it. */
    public static Rating of(
            int engine,
            RuleSet ruleSet,
            BuildingFacts facts,
            OffsetDateTime asOf,
            OffsetDateTime knownAt,
            Leads evidence) {
        Map<String, ItemMeasurement> measured = new LinkedHashMap<>();
        Map<String, MeasurementOutcome> outcomes = new LinkedHashMap<>();
        ruleSet.items().forEach(item -> {
            ItemMeasurement measurement = ItemMeasurement.of(ruleSet, item, facts);
            measured.put(item.id(), measurement);
            outcomes.put(item.id(), measurement.outcome());
        });
        Score score = Score.of(ruleSet, outcomes);
        Findings findings = new Findings(engine != ENGINE_WITHOUT_PHASES, score, evidence);
        EvaluationKind kind = facts.kind();
        boolean fixes = kind != EvaluationKind.PROGRESS;
        List<Group> groups = new ArrayList<>();
        for (RuleSet.Group group : ruleSet.groups()) {
            BigDecimal points = score.groups().get(group.id());
            groups.add(new Group(
                    group.id(),
                    group.name(),
                    group.nameEn(),
                    group.clause(),
                    points,
                    group.max(),
                    group.minimum(),
                    group.minimum() == null ? null : points.compareTo(group.minimum()) >= 0,
                    group.items().stream()
                            .map(item -> findings.of(item, measured.get(item.id())))
                            .toList()));
        }
        List<Prerequisite> prerequisites = new ArrayList<>();
        for (int i = 0; i < ruleSet.prerequisites().size(); i++) {
            var wanted = ruleSet.prerequisites().get(i);
            prerequisites.add(new Prerequisite(
                    wanted.id(),
                    wanted.name(),
                    wanted.nameEn(),
                    score.prerequisites().get(i),
                    wanted.clause()));
        }
        return new Rating(
                ruleSet.id(),
                facts.building().code(),
                facts.lens(),
                kind,
                asOf,
                knownAt,
                ruleSet.provisional() || ruleSet.isUnsureOf(facts.building().structure()),
                !ruleSet.uses().contains(facts.building().use()),
                ruleSet.settings(),
                new Result(
                        score.percent(),
                        fixes ? score.grade() : null,
                        fixes && !prerequisites.isEmpty() ? score.qualifies() : null,
                        fixes && score.grade() != null && score.inGap(),
                        score.incomplete()),
                groups,
                findings.notApplicable(ruleSet, outcomes),
                prerequisites);
    }
}
