package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.rating.measure.ItemMeasurement;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * How much of an item may fail while all other items stay unchanged.
 *
 * @param ofScore until its own points fall
 * @param ofVerdict until the building loses its grade or, without a grade, its qualification; null where it has neither
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SafetyMargin(
        String item,
        String name,
        String nameEn,
        BigDecimal numerator,
        String unit,
        BigDecimal ratioPercent,
        BigDecimal score,
        Spare ofScore,
        Spare ofVerdict) {

    /**
     * The lowest ratio at which nothing is lost.
     *
     * @param ratioPercent the lowest ratio, rounded up to 6 decimals
     * @param ratio the same as an exact fraction of 1
     * @param ratioPoints the distance of the current ratio, rounded down
     * @param mayFail the most of the numerator that may be lost; null where the denominator is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ItemMargin")
    public record Spare(BigDecimal ratioPercent, String ratio, BigDecimal ratioPoints, BigDecimal mayFail) {

        static Spare of(Headroom room, LowerBound least) {
            return new Spare(
                    AdviceBuilder.shown(least.at(), RoundingMode.UP),
                    AdviceBuilder.fraction(least.at().divide(100)),
                    AdviceBuilder.shown(room.percent().subtract(least.at()), RoundingMode.DOWN),
                    room.spare(least));
        }
    }

    /** The margins of the items that earn points, in the order of the rule set. Pure. */
    static List<SafetyMargin> of(RatingState state) {
        List<SafetyMargin> reserves = new ArrayList<>();
        for (RuleSet.Group group : state.ruleSet().groups()) {
            for (RuleSet.Item item : group.items()) {
                ItemMeasurement measurement = state.measured().get(item.id());
                if (measurement.outcome().asKnown().isPresent()
                        && state.earned(item.id()).signum() > 0) {
                    Headroom room =
                            Headroom.standing(state.ruleSet(), group, item, measurement, measurement, List.of());
                    reserves.add(of(state, group, room));
                }
            }
        }
        return reserves;
    }

    private static SafetyMargin of(RatingState state, RuleSet.Group group, Headroom room) {
        RuleSet.Item item = room.item();
        LowerBound ofScore = new InverseScoring(state.ruleSet())
                .ratio(item, room.weight(), LowerBound.atLeast(room.earned()))
                .orElseThrow();
        return new SafetyMargin(
                item.id(),
                item.name(),
                item.nameEn(),
                room.denominator() == null ? null : Fractions.plain(room.numerator()),
                room.denominator() == null ? null : room.measurement().unit(),
                AdviceBuilder.shown(room.percent(), RoundingMode.DOWN),
                state.score().items().get(item.id()),
                Spare.of(room, ofScore),
                ofVerdict(state, group, room)
                        .map(least -> Spare.of(room, least))
                        .orElse(null));
    }

    /** The ratios that keep the grade or, without a grade, the qualification; empty where there is neither. */
    private static Optional<LowerBound> ofVerdict(RatingState state, RuleSet.Group group, Headroom room) {
        if (!state.score().qualifies()) {
            return Optional.empty();
        }
        TargetPoints wanted = new Target(null, state.score().grade()).wanted(state);
        BigFraction others = BigFraction.ZERO;
        for (RuleSet.Group other : state.ruleSet().groups()) {
            others = other == group ? others : others.add(capped(state, other));
        }
        LowerBound ofGroup = wanted.points().less(others).or(wanted.groups().getOrDefault(group.id(), LowerBound.NONE));
        LowerBound ofItem =
                ofGroup.less(state.earned(group).subtract(room.earned())).or(LowerBound.NONE);
        if (wanted.items().contains(room.item().id())) {
            ofItem = ofItem.or(new LowerBound(BigFraction.ZERO, false));
        }
        LowerBound required = wanted.ratios().getOrDefault(room.item().id(), LowerBound.NONE);
        return new InverseScoring(state.ruleSet())
                .ratio(room.item(), room.weight(), ofItem)
                .map(ratio -> ratio.or(required));
    }

    private static BigFraction capped(RatingState state, RuleSet.Group group) {
        BigFraction earned = state.earned(group);
        BigFraction most = Fractions.of(group.max());
        return earned.compareTo(most) > 0 ? most : earned;
    }
}
