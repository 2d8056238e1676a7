package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Selection;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.message.Unit;

/** What the measurers of all kinds share: the tally of components, the declared values used so far, and the notes. */
final class Workings {

    private final RuleSet ruleSet;
    private final RuleSet.Item item;
    private final BuildingFacts facts;
    private final Set<String> ratedStoreys;
    private final List<Selection> selections;
    private final ComponentTally components;
    private final List<BuildingFacts.Value> declared = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private ItemMeasurement.Joints joints;

    Workings(RuleSet ruleSet, RuleSet.Item item, BuildingFacts facts) {
        this.ruleSet = ruleSet;
        this.item = item;
        this.facts = facts;
        this.ratedStoreys = ruleSet.ratedStoreys(facts.building());
        this.selections = ruleSet.selections(item, facts.building().structure());
        this.components = new ComponentTally(
                selections, ruleSet.materials(item, facts.building().structure()), facts, ratedStoreys);
    }

    RuleSet.Item item() {
        return item;
    }

    BuildingFacts facts() {
        return facts;
    }

    Set<String> ratedStoreys() {
        return ratedStoreys;
    }

    ComponentTally components() {
        return components;
    }

    boolean countsComponents() {
        return !selections.isEmpty();
    }

    void count(JointTally tally) {
        joints = tally.sum();
    }

    void note(Note note) {
        notes.add(note);
    }

    /** A declared value, which is then listed as used. */
    Optional<BigDecimal> used(DeclaredQuantity measure) {
        Optional<BuildingFacts.Value> value = facts.amount(measure);
        value.ifPresent(declared::add);
        if (value.isEmpty() && facts.isDesigned(measure)) {
            note(RatingNote.DESIGN_ONLY.of(measure));
        }
        return value.map(BuildingFacts.Value::amount);
    }

    /** The sum of declared values, which are then listed as used; a value that is not declared adds 0. */
    BigDecimal usedSum(List<DeclaredQuantity> measures) {
        BigDecimal sum = BigDecimal.ZERO;
        for (DeclaredQuantity measure : measures) {
            sum = sum.add(used(measure).orElse(BigDecimal.ZERO));
        }
        return sum;
    }

    /** The part of the bill that is ever built in; waste of installed lots is noted, so that it can be questioned. */
    BigDecimal toBuildIn(BigDecimal inBill, BigDecimal wasted, String unit) {
        if (wasted.signum() > 0) {
            note(RatingNote.WASTE.of(Fractions.plain(wasted), new Unit(unit), Fractions.plain(inBill)));
        }
        return inBill.subtract(wasted);
    }

    /** The number of components in the bill that any item with this feature selects. */
    long inBill(AbsentFeature.What what) {
        return components.inBill(ruleSet.items()
                .filter(other -> other.absentWith() == what)
                .flatMap(other -> ruleSet.selections(other, facts.building().structure()).stream())
                .toList());
    }

    static MeasurementOutcome undeclared(List<DeclaredQuantity> measures) {
        return new MeasurementOutcome.Missing(
                measures.size() == 1
                        ? RatingNote.NOT_DECLARED.of(measures.get(0))
                        : RatingNote.NONE_DECLARED.of(measures));
    }

    static MeasurementOutcome contradicts(AbsentFeature.What what, long inBill) {
        return new MeasurementOutcome.Invalid(RatingNote.ABSENT_BUT_IN_BILL.of(what, inBill));
    }

    /** The measurement with everything that was used and noted. */
    ItemMeasurement result(MeasurementOutcome outcome, BigDecimal numerator, BigDecimal denominator, String unit) {
        return new ItemMeasurement(
                outcome,
                numerator,
                denominator,
                unit,
                countsComponents() ? components.amount() : null,
                joints,
                components.components(),
                components.held(),
                List.copyOf(declared),
                selections,
                List.copyOf(notes));
    }
}
