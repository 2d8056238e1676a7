package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.measure.ItemMeasurement;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * How much of an item may fail, all others staying as they are.
 *
 * @param ofScore before its own points fall
 * @param ofVerdict before the building loses its grade, or where it has none no longer qualifies; null where it does not now
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
     * Down to which ratio nothing is lost.
     *
     * @param ratioPercent the smallest that keeps it, rounded up to 6 decimals
     * @param ratio the same as an exact fraction of 1
     * @param ratioPoints how far the ratio is above it, rounded down
     * @param mayFail the most above the line that may be lost; null where it is not known what there is in all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Spare(BigDecimal ratioPercent, String ratio, BigDecimal ratioPoints, BigDecimal mayFail) {

        static Spare of(Headroom room, LowerBound least) {
            return new Spare(
                    AdviceBuilder.shown(least.at(), RoundingMode.UP),
                    AdviceBuilder.fraction(least.at().divide(100)),
                    AdviceBuilder.shown(room.percent().subtract(least.at()), RoundingMode.DOWN),
                    room.spare(least));
        }
    }

    /** Of the items that earn points, in the order of the rule set. Pure. */
    static List<SafetyMargin> of(RatingState situation) {
        List<SafetyMargin> reserves = new ArrayList<>();
        for (RuleSet.Group group : situation.ruleSet().groups()) {
            for (RuleSet.Item item : group.items()) {
                ItemMeasurement measuring = situation.measured().get(item.id());
                if (measuring.outcome().asKnown().isPresent()
                        && situation.earned(item.id()).signum() > 0) {
                    Headroom room =
                            Headroom.standing(situation.ruleSet(), group, item, measuring, measuring, List.of());
                    reserves.add(of(situation, group, room));
                }
            }
        }
        return reserves;
    }

    private static SafetyMargin of(RatingState situation, RuleSet.Group group, Headroom room) {
        RuleSet.Item item = room.item();
        LowerBound ofScore = new InverseScoring(situation.ruleSet())
                .ratio(item, room.weight(), LowerBound.atLeast(room.earned()))
                .orElseThrow();
        return new SafetyMargin(
                item.id(),
                item.name(),
                item.nameEn(),
                room.denominator() == null ? null : Fractions.plain(room.numerator()),
                room.denominator() == null ? null : room.measuring().unit(),
                AdviceBuilder.shown(room.percent(), RoundingMode.DOWN),
                situation.score().items().get(item.id()),
                Spare.of(room, ofScore),
                ofVerdict(situation, group, room)
                        .map(least -> Spare.of(room, least))
                        .orElse(null));
    }

    /** The ratios that keep the grade, or where there is none the qualification; empty where there is neither. */
    private static Optional<LowerBound> ofVerdict(RatingState situation, RuleSet.Group group, Headroom room) {
        if (!situation.score().qualifies()) {
            return Optional.empty();
        }
        TargetPoints wanted = new Target(null, situation.score().grade()).wanted(situation);
        BigFraction others = BigFraction.ZERO;
        for (RuleSet.Group other : situation.ruleSet().groups()) {
            others = other == group ? others : others.add(capped(situation, other));
        }
        LowerBound ofGroup = wanted.points().less(others).or(wanted.groups().getOrDefault(group.id(), LowerBound.NONE));
        LowerBound ofItem =
                ofGroup.less(situation.earned(group).subtract(room.earned())).or(LowerBound.NONE);
        if (wanted.items().contains(room.item().id())) {
            ofItem = ofItem.or(new LowerBound(BigFraction.ZERO, false));
        }
        LowerBound required = wanted.ratios().getOrDefault(room.item().id(), LowerBound.NONE);
        return new InverseScoring(situation.ruleSet())
                .ratio(room.item(), room.weight(), ofItem)
                .map(ratio -> ratio.or(required));
    }

    private static BigFraction capped(RatingState situation, RuleSet.Group group) {
        BigFraction earned = situation.earned(group);
        BigFraction most = Fractions.of(group.max());
        return earned.compareTo(most) > 0 ? most : earned;
    }
}
