package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.prefabtracker.joint.JointExclusion;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Selection;
import org.prefabtracker.shared.message.Note;

/**
 * The measurement of one item of a rule set on the facts of a building. Pure.
 *
 * @param outcome the ratio, or why there is none
 * @param numerator the amount that counts; null where nothing was measured
 * @param denominator the total; null where it is not known
 * @param unit of numerator and denominator
 * @param tracked the part of the numerator that comes from components
 * @param joints the part that comes from joints; null where the item counts no joints or the building has none of its kinds
 * @param components the number of components that count
 * @param held how many of those are held
 * @param declared the declared values that were used, including the denominator
 * @param selections which components count; empty where none can count
 * @param notes remarks for the reader
 */
public record ItemMeasurement(
        MeasurementOutcome outcome,
        BigDecimal numerator,
        BigDecimal denominator,
        String unit,
        BigDecimal tracked,
        Joints joints,
        long components,
        long held,
        List<BuildingFacts.Value> declared,
        List<Selection> selections,
        List<Note> notes) {

    /**
     * The joints of an item.
     *
     * @param adds the amount that they add to the numerator
     * @param counting the number of joints that count
     * @param notCounting the number of joints that do not count
     * @param why the number of joints per reason for not counting; a joint may have several reasons
     */
    public record Joints(BigDecimal adds, long counting, long notCounting, SortedMap<JointExclusion.Why, Long> why) {}

    /** Measures an item. */
    public static ItemMeasurement of(RuleSet ruleSet, RuleSet.Item item, BuildingFacts facts) {
        return of(FIRST_WITHOUT_FULL_FOR_NONE, ruleSet, item, facts);
    }

    /** The first version of the engine in which a building without vertical members does not get the points for them. */
    static final int FIRST_WITHOUT_FULL_FOR_NONE = 3;

    /** The measurement by a version of the engine. */
    public static ItemMeasurement of(int engine, RuleSet ruleSet, RuleSet.Item item, BuildingFacts facts) {
        return item.measured().accept(new KindMeasurer(engine, ruleSet, item, facts));
    }

    ItemMeasurement with(MeasurementOutcome otherOutcome, List<BuildingFacts.Value> otherDeclared) {
        return new ItemMeasurement(
                otherOutcome,
                numerator,
                denominator,
                unit,
                tracked,
                joints,
                components,
                held,
                List.copyOf(otherDeclared),
                selections,
                notes);
    }
}
