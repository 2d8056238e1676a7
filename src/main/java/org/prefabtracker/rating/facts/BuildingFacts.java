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
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;

/**
 * All facts that the rating of a building under a lens needs.
 *
 * @param today the day of the rating
 * @param lots the components of the bill, grouped by storey and spec revision
 * @param takeOffs the declared values, by phase
 * @param joints the joints, by code
 */
public record BuildingFacts(
        Building building,
        Lens lens,
        LocalDate today,
        List<Lot> lots,
        Map<TakeOff.Phase, TakeOff.Declared> takeOffs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<JointFact> joints) {

    /** Facts of snapshots from before joints were recorded have no joints. */
    public BuildingFacts {
        joints = joints == null ? List.of() : joints;
    }

    /**
     * Components of one storey and one spec revision.
     *
     * @param inBill the number of components in the bill
     * @param lines the sums of the components, and of each kind of part of their spec
     */
    public record Lot(String storey, long inBill, List<Line> lines) {}

    /**
     * The sums of the components of a lot, or of one kind of their parts.
     *
     * @param amounts that count under the lens; a quantity of 0 has no entry
     * @param massInBill of all in the bill, kg
     * @param unweighed the number of components in the bill without a stated mass
     * @param concreteInBill concrete of all in the bill, m3
     * @param waste the part of mass and concrete that is never built in
     * @param material of their spec; null in snapshots of engines 1 and 2, which do not state it
     */
    public record Line(
            Category category,
            Set<Feature> features,
            boolean exterior,
            Map<Quantity, Amount> amounts,
            BigDecimal massInBill,
            long unweighed,
            BigDecimal concreteInBill,
            ComponentFact.Waste waste,
            Material material) {

        /** Whether it is of one of some materials; a line that does not state its material is. */
        public boolean isOf(Set<Material> materials) {
            return material == null || materials.isEmpty() || materials.contains(material);
        }

        /** Without waste and material. */
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
                    ComponentFact.Waste.NONE,
                    null);
        }
    }

    /** The sum of a quantity, the number of components that add to it, and how many of those are held. */
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

    /** The kind of the rating (GB/T 51129-2017 3.0.2; domain: kind of a rating). */
    public EvaluationKind kind() {
        if (lens == Lens.DESIGN) {
            return EvaluationKind.PRE_EVALUATION;
        }
        LocalDate completed = building.completionAcceptedOn();
        return lens == Lens.ACCEPTED && completed != null && !completed.isAfter(today)
                ? EvaluationKind.PROJECT_EVALUATION
                : EvaluationKind.PROGRESS;
    }

    /** A declared quantity under the lens: amounts that count only from their own phase, totals by default from DESIGN. */
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

    /** Whether a quantity is declared in the design only and the lens does not use that. */
    public boolean isDesigned(DeclaredQuantity measure) {
        TakeOff.Declared design = takeOffs.get(TakeOff.Phase.DESIGN);
        return lens != Lens.DESIGN && design != null && design.measures().containsKey(measure.key());
    }

    /** A declared yes or no under the lens. */
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

    /** The declaration that the building does not have a feature; a feature with an as-built quantity is present. */
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
