package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.Score;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.measure.ItemMeasurement;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Prerequisite;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Settings.GradeGapPolicy;
import org.prefabtracker.shared.message.Note;

/** Builds the advice for the state of a rating. Pure. */
final class AdviceBuilder {

    private static final int SHOWN_DECIMALS = 6;
    private static final int SHOWN_POINTS = 4;

    private final RatingState state;
    private final Target target;
    private final TargetPoints wanted;

    AdviceBuilder(RatingState state, Target target) {
        this.state = state;
        this.target = target;
        this.wanted = target.wanted(state);
    }

    /** @param rating the same building as it is rated */
    Advice advice(Rating rating, OffsetDateTime asOf) {
        RuleSet ruleSet = state.ruleSet();
        Score most = state.most();
        boolean reached = target.isMetBy(ruleSet, state.score(), wanted);
        boolean reachable = target.isMetBy(ruleSet, most, wanted);
        List<Advice.Combination> combinations = reached || !reachable
                ? List.of()
                : LeastChangeSearch.of(state, wanted)
                        .map(found -> found.stream()
                                .flatMap(combination -> combination(combination).stream())
                                .toList())
                        .orElse(null);
        return new Advice(
                ruleSet.id(),
                rating.building(),
                rating.lens(),
                rating.kind(),
                asOf,
                rating.provisional(),
                target,
                reached,
                reachable,
                result(state.score()),
                result(most),
                reached ? List.of() : first(),
                state.rooms().stream().map(this::item).toList(),
                combinations);
    }

    private static Advice.Result result(Score score) {
        return new Advice.Result(score.percent(), score.grade(), score.qualifies());
    }

    private List<Advice.First> first() {
        List<Advice.First> first = new ArrayList<>();
        state.ruleSet().items().forEach(item -> {
            MeasurementOutcome outcome = state.measured().get(item.id()).outcome();
            if (outcome.isInvalid() || outcome.isMissing() && item.needed()) {
                first.add(first(
                        outcome.isInvalid() ? Advice.Why.INVALID : Advice.Why.MISSING,
                        item,
                        outcome.reason().orElseThrow()));
            }
        });
        Prerequisite.Visitor<Optional<Advice.First>> unmet = new UnmetPrerequisite(state);
        List<Prerequisite> prerequisites = state.ruleSet().prerequisites();
        for (int i = 0; i < prerequisites.size(); i++) {
            if (!state.score().prerequisites().get(i)) {
                prerequisites.get(i).accept(unmet).ifPresent(first::add);
            }
        }
        RuleSet.GradeRequires required = state.ruleSet().gradeRequires();
        wanted.unmet(state).stream()
                .filter(wanted.ratios()::containsKey)
                .forEach(id -> first.add(new Advice.First(
                        Advice.Why.GRADE,
                        id,
                        null,
                        null,
                        required.clause(),
                        AdviceNote.GRADE_NEEDS_RATIO.of(required.ratioAtLeast()),
                        List.of(id))));
        return first;
    }

    private static Advice.First first(Advice.Why why, RuleSet.Item item, Note message) {
        return new Advice.First(why, item.id(), item.name(), item.nameEn(), item.clause(), message, List.of(item.id()));
    }

    private Advice.Item item(Headroom room) {
        RuleSet.Item item = room.item();
        ItemMeasurement now = state.measured().get(item.id());
        return new Advice.Item(
                item.id(),
                item.name(),
                item.nameEn(),
                item.clause(),
                now.outcome().asKnown().isPresent() ? Rating.Status.SCORED : Rating.Status.MISSING,
                now.outcome().reason().orElse(null),
                room.needs(),
                item.measured().accept(RaisingHint.INSTANCE),
                room.denominator() == null ? null : Fractions.plain(room.numerator()),
                Fractions.plain(room.denominator()),
                room.denominator() == null ? null : room.measurement().unit(),
                shown(room.percent(), RoundingMode.DOWN),
                shownPoints(room.earned()),
                shownPoints(Fractions.of(item.points().max()).multiply(room.weight())),
                typical(room)
                        .map(adds -> new Advice.Typical(
                                Fractions.plain(adds.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP)),
                                room.measurement().components()))
                        .orElse(null),
                room.steps().stream()
                        .map(step -> step(room, step.points(), step.ratio()))
                        .toList());
    }

    private Optional<Advice.Combination> combination(LeastChangeSearch.Combination combination) {
        Map<Headroom, LowerBound> ratios = combination.ratios();
        Score score = state.with(ratios);
        if (!target.isMetBy(state.ruleSet(), score, wanted)) {
            if (state.ruleSet().settings().gaps() == GradeGapPolicy.NO_GRADE) {
                // enough points, but between two grades
                return Optional.empty();
            }
            throw new IllegalStateException("the rating engine does not confirm the combination that was found");
        }
        return Optional.of(new Advice.Combination(
                shown(combination.change(), RoundingMode.UP),
                result(score),
                ratios.entrySet().stream()
                        .map(entry -> change(entry.getKey(), entry.getValue(), score))
                        .toList()));
    }

    private Advice.Change change(Headroom room, LowerBound ratio, Score score) {
        return new Advice.Change(
                room.item().id(),
                room.needs(),
                shown(room.percent(), RoundingMode.DOWN),
                shownPoints(room.earned()),
                room.denominator() == null ? null : room.measurement().unit(),
                step(room, Fractions.of(score.items().get(room.item().id())), ratio));
    }

    private static Advice.Step step(Headroom room, BigFraction points, LowerBound ratio) {
        BigDecimal missing = room.missing(ratio);
        return new Advice.Step(
                shownPoints(points),
                shown(ratio.at(), RoundingMode.UP),
                fraction(ratio.at().divide(100)),
                !ratio.included(),
                missing,
                missing == null
                        ? null
                        : typical(room)
                                .map(adds -> missing.divide(adds, 0, RoundingMode.UP))
                                .orElse(null));
    }

    static String fraction(BigFraction ratio) {
        return ratio.getNumerator() + "/" + ratio.getDenominator();
    }

    /** The mean amount of the components that count now, with more decimals than are shown. */
    private static Optional<BigDecimal> typical(Headroom room) {
        ItemMeasurement measurement = room.measurement();
        return measurement.components() == 0
                        || measurement.tracked() == null
                        || measurement.tracked().signum() == 0
                ? Optional.empty()
                : Optional.of(measurement
                                .tracked()
                                .divide(
                                        BigDecimal.valueOf(measurement.components()),
                                        2 * SHOWN_DECIMALS,
                                        RoundingMode.HALF_UP))
                        .filter(adds -> adds.signum() > 0);
    }

    static BigDecimal shown(BigFraction percent, RoundingMode mode) {
        return Fractions.plain(Fractions.round(percent, SHOWN_DECIMALS, mode));
    }

    private static BigDecimal shownPoints(BigFraction points) {
        return Fractions.plain(Fractions.round(points, SHOWN_POINTS, RoundingMode.HALF_UP));
    }
}
