package org.prefabtracker.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.joint.JointExclusion;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.message.Note;

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
        RuleSet.Settings settings,
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
    private static final int SHOWN_DECIMALS = 4;

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
            Status status,
            Note message,
            BigDecimal numerator,
            BigDecimal denominator,
            String unit,
            BigDecimal ratioPercent,
            BigDecimal score,
            BigDecimal maxScore,
            BigDecimal tracked,
            JointCounting joints,
            List<Declared> declared,
            Counting evidence,
            List<Note> notes) {}

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
            String reason,
            Note note,
            String evidence,
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
        Map<String, MeasurementOutcome> readings = new LinkedHashMap<>();
        ruleSet.items().forEach(item -> {
            ItemMeasurement measuring = ItemMeasurement.of(ruleSet, item, facts);
            measured.put(item.id(), measuring);
            readings.put(item.id(), measuring.reading());
        });
        Score score = Score.of(ruleSet, readings);
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
                            .map(item -> finding(engine, item, measured.get(item.id()), score, evidence))
                            .toList()));
        }
        List<Prerequisite> prerequisites = new ArrayList<>();
        for (int i = 0; i < ruleSet.prerequisites().size(); i++) {
            RuleSet.Prerequisite wanted = ruleSet.prerequisites().get(i);
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
                notApplicable(engine, ruleSet, readings),
                prerequisites);
    }

    private static Finding finding(
            int engine, RuleSet.Item item, ItemMeasurement measured, Score score, Leads evidence) {
        List<Note> notes = notes(engine, measured);
        BigDecimal ratio = measured.reading() instanceof MeasurementOutcome.Known known
                ? Fractions.plain(Fractions.round(known.percent(), SHOWN_DECIMALS, RoundingMode.DOWN))
                : null;
        return new Finding(
                item.id(),
                item.name(),
                item.nameEn(),
                item.clause(),
                item.basis(),
                status(measured.reading()),
                why(measured.reading()),
                Fractions.plain(measured.numerator()),
                Fractions.plain(measured.denominator()),
                measured.unit(),
                ratio,
                score.items().get(item.id()),
                most(item, measured.reading()),
                Fractions.plain(measured.tracked()),
                joints(measured.joints(), evidence.joints(item.id())),
                measured.declared().isEmpty()
                        ? null
                        : measured.declared().stream().map(Rating::declared).toList(),
                measured.selections().isEmpty()
                        ? null
                        : new Counting(measured.components(), measured.held(), evidence.components(item.id())),
                notes.isEmpty() ? null : notes);
    }

    /** With who reads them in mind: an absence takes points out of the whole, so what it rests on is said. */
    private static List<Note> notes(int engine, ItemMeasurement measured) {
        if (engine == ENGINE_WITHOUT_PHASES || !(measured.reading() instanceof MeasurementOutcome.NotApplicable none)) {
            return measured.notes();
        }
        List<Note> notes = new ArrayList<>(measured.notes());
        notes.add(RatingNote.ABSENT_IN_PHASE.of(none.phase()));
        if (none.absence().reason() == null) {
            notes.add(RatingNote.NO_REASON.of());
        }
        return notes;
    }

    private static JointCounting joints(ItemMeasurement.Joints joints, String href) {
        return joints == null
                ? null
                : new JointCounting(
                        Fractions.plain(joints.adds()), joints.counting(), joints.notCounting(), joints.why(), href);
    }

    /** The most an item can earn with its weight; null where that is not known. */
    private static BigDecimal most(RuleSet.Item item, MeasurementOutcome reading) {
        if (item.weight() == null) {
            return item.points().max();
        }
        return reading instanceof MeasurementOutcome.Known known
                ? Fractions.plain(Fractions.round(
                        Fractions.of(item.points().max()).multiply(known.weight()),
                        SHOWN_DECIMALS,
                        RoundingMode.HALF_UP))
                : null;
    }

    private static Declared declared(BuildingFacts.Value value) {
        return new Declared(
                value.measure(),
                value.measure().role(),
                Fractions.plain(value.amount()),
                value.measure().unit(),
                value.phase(),
                value.source());
    }

    private static Status status(MeasurementOutcome reading) {
        if (reading instanceof MeasurementOutcome.Known) {
            return Status.SCORED;
        }
        if (reading instanceof MeasurementOutcome.Missing) {
            return Status.MISSING;
        }
        return reading instanceof MeasurementOutcome.Invalid ? Status.INVALID : Status.NOT_APPLICABLE;
    }

    private static Note why(MeasurementOutcome reading) {
        if (reading instanceof MeasurementOutcome.Missing missing) {
            return missing.why();
        }
        if (reading instanceof MeasurementOutcome.Invalid invalid) {
            return invalid.why();
        }
        return reading instanceof MeasurementOutcome.NotApplicable none
                ? RatingNote.ABSENT.of(none.absence().what())
                : null;
    }

    private static List<NotApplicable> notApplicable(
            int engine, RuleSet ruleSet, Map<String, MeasurementOutcome> readings) {
        boolean phases = engine != ENGINE_WITHOUT_PHASES;
        Map<MeasurementOutcome.NotApplicable, List<RuleSet.Item>> items = new LinkedHashMap<>();
        ruleSet.items().forEach(item -> {
            if (readings.get(item.id()) instanceof MeasurementOutcome.NotApplicable none) {
                items.computeIfAbsent(none, absence -> new ArrayList<>()).add(item);
            }
        });
        return items.entrySet().stream()
                .map(entry -> new NotApplicable(
                        entry.getKey().absence().what(),
                        entry.getKey().absence().reason(),
                        phases && entry.getKey().absence().reason() == null ? RatingNote.NO_REASON.of() : null,
                        entry.getKey().absence().evidence(),
                        phases ? entry.getKey().phase() : null,
                        entry.getValue().stream().map(RuleSet.Item::id).toList(),
                        entry.getValue().stream()
                                .map(item -> item.points().max())
                                .reduce(BigDecimal.ZERO, BigDecimal::add)))
                .toList();
    }
}
