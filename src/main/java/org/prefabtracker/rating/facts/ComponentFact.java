package org.prefabtracker.rating.facts;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.component.PieceStage;

/**
 * A component of the bill and how the lens counts it.
 *
 * @param specOwner the organisation that owns the spec; null: it is a spec of the standard
 * @param exterior as the designer states it; null: by its category
 * @param amountInBill the multiple of the quantities of its spec in the bill
 * @param massInBill kg; null where neither it nor its spec states one
 * @param concreteInBill m3; null where neither it nor its spec states one
 * @param stage the stage of its piece; DESIGNED without a piece
 * @param event the event that brought the piece to its stage
 * @param holds the numbers of the open holds of the piece
 * @param counts whether it counts under the lens
 * @param amount the multiple of the quantities of its spec that counts
 * @param quantities the quantities that count; of an installed lot the installed part
 * @param waste the part of an installed lot that is left over; null where nothing is
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
     * The part of installed lots that is left over and is never built in.
     *
     * @param amount the multiple of the quantities of the spec
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

    /** Its spec revision. */
    public SpecRevision ofSpec() {
        return new SpecRevision(spec, specOwner, specRevision);
    }

    public boolean held() {
        return !holds.isEmpty();
    }
}
