package org.prefabtracker.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
import org.prefabtracker.shared.message.Note;

/**
 * The result of a rule set on a building under a lens, with a finding per item.
 *
 * @param kind what the rating may be used for
 * @param asOf the moment of the rating
 * @param knownAt the moment of knowledge, where the caller asks for one
 * @param provisional whether the sources of the rule set are too unreliable for a final result
 * @param byReference whether the rule set does not apply to buildings of this use
 * @param notApplicable features that the building does not have, and the points that leave the whole for them (Q4)
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
     * The version of the engine. It is raised with every change that can give another rating for the same facts; all buildings
     * are then marked stale (docs/adr/0010). The results of earlier versions can still be computed. Version 2 states the phase
     * of an absence and whether it has a reason. In version 3 a steel or timber building without vertical members in the bill has no
     * data for them, and members of another material are none of its members.
     */
    public static final int ENGINE = 3;

    private static final int ENGINE_WITHOUT_PHASES = 1;

    /** The decimals of a ratio that are shown; points are given for the exact ratio. */
    static final int SHOWN_DECIMALS = 4;

    /**
     * The result of the whole.
     *
     * @param percent null where a needed item is not known
     * @param grade null with kind PROGRESS and where no grade is reached
     * @param qualifies null with kind PROGRESS and where the rule set has no prerequisites
     */
    @Schema(name = "RatingResult")
    public record Result(BigDecimal percent, String grade, Boolean qualifies, boolean inGap, boolean incomplete) {}

    /** The points of a group. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RatingGroup")
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

    /** Whether an item was measured, or why not. */
    @Schema(name = "ItemStatus")
    public enum Status {
        SCORED,
        MISSING,
        INVALID,
        NOT_APPLICABLE
    }

    /**
     * The result of an item.
     *
     * @param message why it was not scored
     * @param tracked the part of the numerator that comes from components
     * @param joints the part that comes from joints; null where the building has no joints of the kinds of the item
     * @param declared the declared values that were used
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RatingItem")
    public record Finding(
            String id,
            String name,
            String nameEn,
            String clause,
            RuleSet.SourceConfidence basis,
            Status status,
            Note message,
            @JsonUnwrapped Ratio ratio,
            BigDecimal score,
            BigDecimal maxScore,
            BigDecimal tracked,
            JointCounting joints,
            List<Declared> declared,
            Counting evidence,
            List<Note> notes) {}

    /**
     * What was measured; the fields are null where they are not known.
     *
     * @param unit of the numerator and the denominator
     * @param ratioPercent truncated to {@value #SHOWN_DECIMALS} decimals, so that it never shows a threshold that is not reached
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ratio(BigDecimal numerator, BigDecimal denominator, String unit, BigDecimal ratioPercent) {}

    /** A declared value with its phase and drawing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DeclaredValue")
    public record Declared(
            DeclaredQuantity measure,
            DeclaredQuantity.Role role,
            BigDecimal value,
            String unit,
            TakeOff.Phase phase,
            String source) {}

    /** The number of components that count, how many of them are held, and the path of their list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CountedComponents")
    public record Counting(long components, long held, String href) {}

    /**
     * The joints of an item: how many count and the amount they add, how many do not count and the reasons, and the path of the
     * list of those that count; the same list with {@code counts=false} has the others.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JointCounting(
            BigDecimal adds,
            long counting,
            long notCounting,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<JointExclusion.Why, Long> why,
            String href) {}

    /** The links of a rating; either may be null. */
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
     * The items that leave the whole because of one absence.
     *
     * @param phase of the take-off that declares it absent
     * @param note states that the absence has no reason
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "NotApplicableItems")
    public record NotApplicable(
            AbsentFeature.What what,
            String reason,
            Note note,
            String evidence,
            TakeOff.Phase phase,
            List<String> items,
            BigDecimal points) {}

    /** A condition for the building to qualify. */
    @Schema(name = "RatingPrerequisite")
    public record Prerequisite(String id, String name, String nameEn, boolean met, String clause) {}

    /** The current rating, with links to the components and joints that count. */
    public static Rating of(String project, RuleSet ruleSet, BuildingFacts facts, OffsetDateTime asOf) {
        return of(
                ruleSet,
                facts,
                asOf,
                null,
                new RatingLinks.Evidence(project, facts.building().code(), ruleSet.id(), facts.lens(), null, null));
    }

    /**
     * The rating as of a moment.
     *
     * @param asOf and {@code knownAt}: the moment that the rating states
     * @param evidence the paths of the lists of components and joints
     */
    public static Rating of(
            RuleSet ruleSet, BuildingFacts facts, OffsetDateTime asOf, OffsetDateTime knownAt, Leads evidence) {
        return of(ENGINE, ruleSet, facts, asOf, knownAt, evidence);
    }

    /** The rating by a version of the engine. */
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
            ItemMeasurement measurement = ItemMeasurement.of(engine, ruleSet, item, facts);
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
