package org.prefabtracker.rating.facts;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.component.PieceStage;

/**
 * A component in the bill as a rating counted it.
 *
 * @param specOwner the organisation whose spec it is; null: it is the standard's
 * @param exterior as the designer said; null where the category decides
 * @param amountInBill how many times the quantities of its spec the bill has it for
 * @param massInBill kg; null where neither it nor its spec states one
 * @param concreteInBill m3; null where neither it nor its spec states one
 * @param stage where its piece stood; DESIGNED without one
 * @param event the one that brought the piece there
 * @param holds the numbers of the open holds of the piece
 * @param counts whether the lens counted it
 * @param amount how many times the quantities of its spec it counted for, where it did
 * @param quantities what it counted for, where it did: of a lot that is built in what of it was
 * @param waste what of the bill's is left over of a lot that is built in; null where nothing is
 */
public record ComponentFact(
        String code,
        String mark,
        String storey,
        String spec,
        String specOwner,
        int specRevision,
        Boolean exterior,
        int count,
        BigDecimal amountInBill,
        BigDecimal massInBill,
        BigDecimal concreteInBill,
        PieceStage stage,
        String tag,
        UUID event,
        List<String> holds,
        boolean counts,
        BigDecimal amount,
        Quantities quantities,
        Waste waste) {

    /**
     * What is left over of lots that stand in their place, and is never to be built in.
     *
     * @param amount how many times the quantities of the spec
     * @param massKg of it
     * @param concreteM3 of it
     */
    public record Waste(BigDecimal amount, BigDecimal massKg, BigDecimal concreteM3) {

        public static final Waste NONE = new Waste(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        public Waste {
            Objects.requireNonNull(amount);
            Objects.requireNonNull(massKg);
            Objects.requireNonNull(concreteM3);
        }

        public Waste plus(Waste other) {
            return new Waste(amount.add(other.amount), massKg.add(other.massKg), concreteM3.add(other.concreteM3));
        }
    }

    public ComponentFact {
        Objects.requireNonNull(code);
        Objects.requireNonNull(storey);
        Objects.requireNonNull(spec);
        Objects.requireNonNull(amountInBill);
        Objects.requireNonNull(stage);
        Objects.requireNonNull(holds);
        Objects.requireNonNull(amount);
        Objects.requireNonNull(quantities);
    }

    /** What it is of. */
    public SpecRevision ofSpec() {
        return new SpecRevision(spec, specOwner, specRevision);
    }

    public boolean held() {
        return !holds.isEmpty();
    }
}
