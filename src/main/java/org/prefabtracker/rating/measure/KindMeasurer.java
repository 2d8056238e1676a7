package org.prefabtracker.rating.measure;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.rating.ruleset.RuleSet;

/** Chooses the measurer of a kind and applies the weight of the item. */
record KindMeasurer(int engine, RuleSet ruleSet, RuleSet.Item item, BuildingFacts facts)
        implements Measured.Visitor<ItemMeasurement> {

    private Workings workings() {
        return new Workings(ruleSet, item, facts);
    }

    private ItemMeasurement weighted(ItemMeasurement measurement) {
        return ItemWeight.applied(item, facts, measurement);
    }

    @Override
    public ItemMeasurement ratio(Measured.Ratio ratio) {
        Workings workings = workings();
        JointTally joints = JointTally.of(ruleSet, item, facts);
        workings.count(joints);
        return weighted(
                ruleSet.countsByMass(item, facts.building().structure())
                        ? MassMeasurer.measure(workings, engine < ItemMeasurement.FIRST_WITHOUT_FULL_FOR_NONE)
                        : new RatioMeasurer(workings, ratio, joints).measure());
    }

    @Override
    public ItemMeasurement pooled(Measured.Pooled pooled) {
        return weighted(PooledMeasurer.measure(workings(), pooled));
    }

    @Override
    public ItemMeasurement factored(Measured.Factored factored) {
        return weighted(FactoredMeasurer.measure(workings(), factored));
    }

    @Override
    public ItemMeasurement shareOfWhole(Measured.ShareOfWhole share) {
        return weighted(ShareMeasurer.measure(workings(), share));
    }

    @Override
    public ItemMeasurement remainder(Measured.Remainder remainder) {
        return weighted(RemainderMeasurer.measure(workings(), remainder));
    }

    @Override
    public ItemMeasurement declaredRatio(Measured.DeclaredRatio declared) {
        return weighted(DeclaredRatioMeasurer.measure(workings(), declared));
    }

    /** A yes or no has no amounts and no weight. */
    @Override
    public ItemMeasurement yesNoMeasure(Measured.YesNoMeasure yesNo) {
        MeasurementOutcome outcome = facts.fact(yesNo.fact())
                .<MeasurementOutcome>map(yes -> new MeasurementOutcome.Known(yes ? BigFraction.ONE : BigFraction.ZERO))
                .orElseGet(() -> new MeasurementOutcome.Missing(RatingNote.NOT_DECLARED.of(yesNo.fact())));
        return new ItemMeasurement(outcome, null, null, null, null, null, 0, 0, List.of(), List.of(), List.of());
    }
}
