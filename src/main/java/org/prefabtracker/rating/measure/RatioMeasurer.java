package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.shared.message.Note;

/** The amount that counts, of components, joints and declarations, divided by a declared total. */
final class RatioMeasurer {

    private final Workings workings;
    private final Measured.Ratio ratio;
    private final JointTally joints;
    private final BuildingFacts facts;

    RatioMeasurer(Workings workings, Measured.Ratio ratio, JointTally joints) {
        this.workings = workings;
        this.ratio = ratio;
        this.joints = joints;
        this.facts = workings.facts();
    }

    ItemMeasurement measure() {
        String unit = ratio.unit();
        AbsentFeature.What absentWith = workings.item().absentWith();
        Optional<MeasurementOutcome.NotApplicable> absence =
                absentWith == null ? Optional.empty() : facts.absence(absentWith);
        if (absence.isPresent()) {
            long inBill = workings.inBill(absentWith);
            return workings.result(
                    inBill == 0 ? absence.get() : Workings.contradicts(absentWith, inBill), null, null, unit);
        }
        BigDecimal numerator = workings.components().amount();
        boolean stated = workings.components().inBill() > 0;
        if (joints.sum() != null) {
            numerator = numerator.add(joints.sum().adds());
            stated = true;
        }
        for (DeclaredQuantity measure : ratio.declared()) {
            Optional<BigDecimal> value = workings.used(measure);
            if (value.isPresent()) {
                numerator = numerator.add(value.get());
                stated = true;
            }
        }
        Optional<BigDecimal> denominator = denominator();
        MeasurementOutcome outcome = outcome(numerator, denominator, stated);
        boolean none = outcome.asKnown()
                .filter(known -> known.ratio().equals(BigFraction.ZERO))
                .isPresent();
        boolean measured = stated || ratio.undeclared() == Measured.MissingDataPolicy.ZERO;
        return workings.result(
                outcome, none ? BigDecimal.ZERO : measured ? numerator : null, denominator.orElse(null), unit);
    }

    private MeasurementOutcome outcome(BigDecimal numerator, Optional<BigDecimal> denominator, boolean stated) {
        if (denominator.isEmpty()) {
            return new MeasurementOutcome.Missing(RatingNote.NOT_DECLARED.of(ratio.denominator()));
        }
        if (!stated && ratio.undeclared() == Measured.MissingDataPolicy.MISSING) {
            return new MeasurementOutcome.Missing(
                    (workings.countsComponents() ? RatingNote.NO_COMPONENT_AND_NO_NUMERATOR : RatingNote.NO_NUMERATOR)
                            .of(ratio.declared()));
        }
        if (numerator.compareTo(denominator.get()) > 0) {
            return new MeasurementOutcome.Invalid(RatingNote.MORE_THAN_TOTAL.of());
        }
        Optional<Note> crowded = crowdedStorey();
        if (crowded.isPresent()) {
            return new MeasurementOutcome.Invalid(crowded.get());
        }
        if (ratio.provided() != null) {
            Optional<Boolean> provided = facts.fact(ratio.provided());
            if (provided.isEmpty() && facts.lens() != Lens.DESIGN) {
                return new MeasurementOutcome.Missing(RatingNote.NOT_DECLARED.of(ratio.provided()));
            }
            if (provided.isPresent() && !provided.get()) {
                workings.note(RatingNote.CONDITION_NOT_MET.of(ratio.provided()));
                return new MeasurementOutcome.Known(BigFraction.ZERO);
            }
        }
        return new MeasurementOutcome.Known(Fractions.ratio(numerator, denominator.get()));
    }

    /** The declared total; for the plan area by default the sum of the rated storeys, where all of them state it. */
    private Optional<BigDecimal> denominator() {
        Optional<BigDecimal> storeys =
                ratio.denominator() == DeclaredQuantity.PLAN_AREA ? planAreaOfStoreys() : Optional.empty();
        if (facts.amount(ratio.denominator()).isEmpty()) {
            storeys.ifPresent(sum -> workings.note(RatingNote.PLAN_AREA_OF_STOREYS.of()));
            return storeys;
        }
        Optional<BigDecimal> declared = workings.used(ratio.denominator());
        if (storeys.isPresent() && storeys.get().compareTo(declared.orElseThrow()) > 0) {
            workings.note(RatingNote.PLAN_AREA_BELOW_STOREYS.of(Fractions.plain(storeys.get())));
        }
        return declared;
    }

    /** The plan area of all rated storeys, where each of them states its own. */
    private Optional<BigDecimal> planAreaOfStoreys() {
        List<Building.Storey> storeys = facts.building().storeyList().stream()
                .filter(storey -> workings.ratedStoreys().contains(storey.code()))
                .toList();
        if (storeys.isEmpty() || storeys.stream().anyMatch(storey -> storey.planAreaM2() == null)) {
            return Optional.empty();
        }
        return Optional.of(storeys.stream().map(Building.Storey::planAreaM2).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** A message on the first storey whose amount exceeds its plan area. */
    private Optional<Note> crowdedStorey() {
        if (!ratio.atMostPlanAreaOfStorey()) {
            return Optional.empty();
        }
        List<Building.Storey> storeys = facts.building().storeyList();
        Map<String, BigDecimal> covered = new HashMap<>(workings.components().byStorey());
        joints.byStorey().forEach((storey, amount) -> covered.merge(storey, amount, BigDecimal::add));
        if (storeys.stream().anyMatch(storey -> storey.planAreaM2() == null && covered.containsKey(storey.code()))) {
            workings.note(RatingNote.STOREYS_NOT_CHECKED.of());
        }
        return storeys.stream()
                .filter(storey -> storey.planAreaM2() != null
                        && covered.getOrDefault(storey.code(), BigDecimal.ZERO).compareTo(storey.planAreaM2()) > 0)
                .findFirst()
                .map(storey -> (joints.byStorey().containsKey(storey.code())
                                ? RatingNote.STOREY_OVERFULL_WITH_JOINTS
                                : RatingNote.STOREY_OVERFULL)
                        .of(
                                storey.code(),
                                Fractions.plain(covered.get(storey.code())),
                                Fractions.plain(storey.planAreaM2())));
    }
}
