package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.QuantityBasis;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.SpecRevision;

/**
 * A component after changes of a scenario. Pure.
 *
 * @param counted how a rating counts it
 * @param totals its quantities in the bill
 * @param built the installed count of a lot; null where it is not stated
 */
record HypotheticalComponent(ComponentFact counted, Quantities totals, BigDecimal built) {

    /** To how many decimals a component is counted of which a part is built in: as the bill is (docs/adr/0003). */
    private static final int COUNTED_DECIMALS = 9;

    /** An existing component that is not partly installed. */
    static HypotheticalComponent as(ComponentFact there) {
        return new HypotheticalComponent(there, there.quantities(), null);
    }

    /** The component without its piece: it stays in the bill and counts under DESIGN only. */
    static ComponentFact scrapped(ComponentFact component, Lens lens) {
        return new ComponentFact(
                component.code(),
                component.mark(),
                component.storey(),
                component.ofSpec(),
                component.exterior(),
                component.count(),
                component.inBill(),
                ComponentFact.OfPiece.NONE,
                lens.counts(PieceStage.DESIGNED, false),
                component.amount(),
                component.quantities(),
                null);
    }

    /** A new component of the bill without a piece; empty where the length or area of the spec is not stated. */
    static Optional<HypotheticalComponent> added(
            String code, String storey, ScenarioChange.Add add, Spec spec, Lens lens) {
        ComponentFact blank = new ComponentFact(
                code,
                add.mark(),
                storey,
                new SpecRevision(spec.code(), spec.owner(), spec.revision()),
                add.exterior(),
                add.count(),
                new ComponentFact.InBill(BigDecimal.ZERO, null, null),
                ComponentFact.OfPiece.NONE,
                lens.counts(PieceStage.DESIGNED, false),
                BigDecimal.ZERO,
                Quantities.NONE,
                null);
        return new HypotheticalComponent(blank, Quantities.NONE, null).of(spec, add.quantities(), lens);
    }

    /** Of another spec; empty where that is per metre or m2 and neither {@code own} nor the former part says how much of it. */
    Optional<HypotheticalComponent> of(Spec spec, Quantities own, Lens lens) {
        Quantities stated = own == null ? Quantities.NONE : own;
        BigDecimal amount = BigDecimal.valueOf(counted.count());
        Quantity measure = measure(spec);
        if (measure != null) {
            amount = measure.of(stated) != null ? measure.of(stated) : measure.of(totals);
            if (amount == null || amount.signum() == 0) {
                return Optional.empty();
            }
        }
        Quantities all = totals(stated, measure, spec.quantities(), amount);
        SpecRevision revision = new SpecRevision(spec.code(), spec.owner(), spec.revision());
        return Optional.of(rebuilt(
                revision, amount, all, counted.piece().stage(), counted.piece().holds(), built, lens));
    }

    /** At another stage; of a piece that is lost or not built in yet nothing was built in in part. */
    HypotheticalComponent at(PieceStage stage, List<String> holds, Lens lens) {
        return rebuilt(
                counted.ofSpec(), counted.inBill().amount(), totals, stage, holds, stage.live() ? built : null, lens);
    }

    private HypotheticalComponent rebuilt(
            SpecRevision spec,
            BigDecimal amount,
            Quantities all,
            PieceStage stage,
            List<String> holds,
            BigDecimal net,
            Lens lens) {
        boolean there = stage.live();
        return new HypotheticalComponent(
                new ComponentFact(
                        counted.code(),
                        counted.mark(),
                        counted.storey(),
                        spec,
                        counted.exterior(),
                        counted.count(),
                        new ComponentFact.InBill(amount, all.massKg(), all.concreteVolumeM3()),
                        new ComponentFact.OfPiece(
                                stage,
                                there ? counted.piece().tag() : null,
                                there ? counted.piece().event() : null,
                                there ? holds : List.of()),
                        lens.counts(stage, there && !holds.isEmpty()),
                        builtIn(amount, net, lens),
                        new Quantities(
                                builtIn(all.concreteVolumeM3(), net, lens),
                                builtIn(all.structuralConcreteVolumeM3(), net, lens),
                                builtIn(all.steelMassKg(), net, lens),
                                builtIn(all.massKg(), net, lens),
                                builtIn(all.lengthM(), net, lens),
                                builtIn(all.planAreaM2(), net, lens),
                                builtIn(all.faceAreaM2(), net, lens),
                                builtIn(all.interiorAreaM2(), net, lens)),
                        waste(amount, all, net, lens)),
                all,
                net);
    }

    /** The part of an installed lot that is left over; null where nothing is. */
    private ComponentFact.Waste waste(BigDecimal amount, Quantities all, BigDecimal net, Lens lens) {
        BigDecimal wasted = amount.subtract(builtIn(amount, net, lens));
        return wasted.signum() == 0
                ? null
                : new ComponentFact.Waste(
                        wasted, wasted(all.massKg(), net, lens), wasted(all.concreteVolumeM3(), net, lens));
    }

    private BigDecimal wasted(BigDecimal amount, BigDecimal net, Lens lens) {
        return amount == null ? BigDecimal.ZERO : amount.subtract(builtIn(amount, net, lens));
    }

    private BigDecimal builtIn(BigDecimal amount, BigDecimal net, Lens lens) {
        return amount == null || net == null || !lens.builtIn()
                ? amount
                : amount.multiply(net)
                        .divide(BigDecimal.valueOf(counted.count()), COUNTED_DECIMALS, RoundingMode.HALF_UP);
    }

    /** The quantity by which a spec per metre or m2 is measured; null for a spec per piece. */
    static Quantity measure(Spec spec) {
        return spec.basis() == QuantityBasis.PIECE
                ? null
                : spec.basis() == QuantityBasis.METRE
                        ? Quantity.LENGTH
                        : spec.category().measuredByFace() ? Quantity.FACE_AREA : Quantity.PLAN_AREA;
    }

    private static Quantities totals(Quantities own, Quantity measure, Quantities each, BigDecimal amount) {
        return new Quantities(
                total(own.concreteVolumeM3(), each.concreteVolumeM3(), amount),
                Optional.ofNullable(total(own.structuralConcreteVolumeM3(), each.structuralConcreteVolumeM3(), amount))
                        .orElseGet(() -> total(own.concreteVolumeM3(), each.concreteVolumeM3(), amount)),
                total(own.steelMassKg(), each.steelMassKg(), amount),
                total(own.massKg(), each.massKg(), amount),
                measure == Quantity.LENGTH ? amount : total(own.lengthM(), each.lengthM(), amount),
                measure == Quantity.PLAN_AREA ? amount : total(own.planAreaM2(), each.planAreaM2(), amount),
                measure == Quantity.FACE_AREA ? amount : total(own.faceAreaM2(), each.faceAreaM2(), amount),
                total(own.interiorAreaM2(), each.interiorAreaM2(), amount));
    }

    private static BigDecimal total(BigDecimal own, BigDecimal each, BigDecimal amount) {
        return own != null ? own : each == null ? null : each.multiply(amount);
    }
}
