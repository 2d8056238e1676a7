package org.prefabtracker.rating.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;

/**
 * Everything a rating of a building under a lens rests on.
 *
 * @param today the day the rating is of
 * @param lots the components of the bill, alike ones together
 * @param takeOffs what was declared, by phase
 * @param joints the joint schedule, by code
 */
public record BuildingFacts(
        Building building,
        Lens lens,
        LocalDate today,
        List<Lot> lots,
        Map<TakeOff.Phase, TakeOff.Declared> takeOffs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<JointFact> joints) {

    /** Facts frozen before there were joints have none. */
    public BuildingFacts {
        joints = joints == null ? List.of() : joints;
    }

    /**
     * Components of one storey and one spec revision.
     *
     * @param inBill how many there are in the bill
     * @param lines what they amount to: themselves, and each kind of part of their spec
     */
    public record Lot(String storey, long inBill, List<Line> lines) {}

    /**
     * What the components of a lot, or one kind of their parts, amount to.
     *
     * @param amounts under the lens; a quantity nobody adds to is not in it
     * @param massInBill of all in the bill, kg
     * @param unweighed how many in the bill do not state their mass
     * @param concreteInBill concrete of all in the bill, m3
     * @param waste what of the two is never to be built in
     */
    public record Line(
            Category category,
            Set<Feature> features,
            boolean exterior,
            Map<Quantity, Amount> amounts,
            BigDecimal massInBill,
            long unweighed,
            BigDecimal concreteInBill,
            ComponentFact.Waste waste) {

        /** Without waste. */
        public Line(
                Category category,
                Set<Feature> features,
                boolean exterior,
                Map<Quantity, Amount> amounts,
                BigDecimal massInBill,
                long unweighed,
                BigDecimal concreteInBill) {
            this(
                    category,
                    features,
                    exterior,
                    amounts,
                    massInBill,
                    unweighed,
                    concreteInBill,
                    ComponentFact.Waste.NONE);
        }
    }

    /** The sum of a quantity, by how many components, and how many of those are held. */
    public record Amount(BigDecimal sum, long components, long held) {}

    /** A declared value and where it comes from. */
    public record Value(DeclaredQuantity measure, BigDecimal amount, TakeOff.Phase phase, String source) {}

    /** The same with other lots. */
    public BuildingFacts with(List<Lot> otherLots) {
        return with(otherLots, joints);
    }

    /** The same with other lots and other joints. */
    public BuildingFacts with(List<Lot> otherLots, List<JointFact> otherJoints) {
        return new BuildingFacts(building, lens, today, otherLots, takeOffs, otherJoints);
    }

    /** Which kind of rating this is (GB/T 51129-2017 3.0.2; domain: kind of a rating). */
    public EvaluationKind kind() {
        if (lens == Lens.DESIGN) {
            return EvaluationKind.PRE_EVALUATION;
        }
        LocalDate completed = building.completionAcceptedOn();
        return lens == Lens.ACCEPTED && completed != null && !completed.isAfter(today)
                ? EvaluationKind.PROJECT_EVALUATION
                : EvaluationKind.PROGRESS;
    }

    /** A declared quantity as the lens reads it: what counts only from its own phase, what there is from DESIGN if need be. */
    public Optional<Value> amount(DeclaredQuantity measure) {
        for (TakeOff.Phase phase : phases(measure.role())) {
            TakeOff.Declared declared = takeOffs.get(phase);
            if (declared != null && declared.measures().containsKey(measure.key())) {
                return Optional.of(new Value(
                        measure,
                        declared.measures().get(measure.key()).decimalValue(),
                        phase,
                        declared.sources().get(measure.key())));
            }
        }
        return Optional.empty();
    }

    /** Whether a quantity was declared in the design, and the lens does not read it from there. */
    public boolean isDesigned(DeclaredQuantity measure) {
        TakeOff.Declared design = takeOffs.get(TakeOff.Phase.DESIGN);
        return lens != Lens.DESIGN && design != null && design.measures().containsKey(measure.key());
    }

    /** A declared yes or no, as the lens reads it. */
    public Optional<Boolean> fact(DeclaredQuantity measure) {
        return Optional.ofNullable(takeOffs.get(phases(measure.role()).get(0)))
                .map(declared -> declared.measures().get(measure.key()))
                .map(node -> node.booleanValue());
    }

    private List<TakeOff.Phase> phases(DeclaredQuantity.Role role) {
        if (lens == Lens.DESIGN) {
            return List.of(TakeOff.Phase.DESIGN);
        }
        return role.outlastsDesign()
                ? List.of(TakeOff.Phase.AS_BUILT, TakeOff.Phase.DESIGN)
                : List.of(TakeOff.Phase.AS_BUILT);
    }

    /** The declaration that the building has no such thing; what was measured as built is there. */
    public Optional<MeasurementOutcome.NotApplicable> absence(AbsentFeature.What what) {
        List<TakeOff.Declared> declared = new ArrayList<>();
        for (TakeOff.Phase phase : phases(DeclaredQuantity.Role.DENOMINATOR)) {
            Optional.ofNullable(takeOffs.get(phase)).ifPresent(declared::add);
        }
        for (TakeOff.Declared takeOff : declared) {
            Optional<AbsentFeature> absence = takeOff.absent().stream()
                    .filter(candidate -> candidate.what() == what)
                    .findFirst();
            if (absence.isPresent()) {
                return absence.map(declaration -> new MeasurementOutcome.NotApplicable(declaration, takeOff.phase()));
            }
            if (what.measures().stream().anyMatch(measure -> takeOff.measures().containsKey(measure.key()))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
