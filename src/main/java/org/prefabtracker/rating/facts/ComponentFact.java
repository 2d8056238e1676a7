package org.prefabtracker.rating.facts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.component.PieceStage;

/**
 * A component of the bill and how the lens counts it. In the JSON of a snapshot all fields are members of one object.
 *
 * @param exterior as the designer states it; null: by its category
 * @param counts whether it counts under the lens
 * @param amount the multiple of the quantities of its spec that counts
 * @param quantities the quantities that count; of an installed lot the installed part
 * @param waste the part of an installed lot that is left over; null where nothing is
 */
public record ComponentFact(
        String code,
        String mark,
        String storey,
        @JsonUnwrapped SpecRevision ofSpec,
        Boolean exterior,
        int count,
        @JsonUnwrapped InBill inBill,
        @JsonUnwrapped OfPiece piece,
        boolean counts,
        BigDecimal amount,
        Quantities quantities,
        Waste waste) {

    /**
     * What the bill states.
     *
     * @param amount the multiple of the quantities of its spec
     * @param massKg null where neither the component nor its spec states one
     * @param concreteM3 null where neither the component nor its spec states one
     */
    public record InBill(
            @JsonProperty("amountInBill") BigDecimal amount,
            @JsonProperty("massInBill") BigDecimal massKg,
            @JsonProperty("concreteInBill") BigDecimal concreteM3) {

        public InBill {
            Objects.requireNonNull(amount);
        }
    }

    /**
     * The piece of the component.
     *
     * @param stage DESIGNED without a piece
     * @param event the event that brought the piece to its stage
     * @param holds the numbers of the open holds of the piece
     */
    public record OfPiece(PieceStage stage, String tag, UUID event, List<String> holds) {

        /** There is no piece. */
        public static final OfPiece NONE = new OfPiece(PieceStage.DESIGNED, null, null, List.of());

        public OfPiece {
            Objects.requireNonNull(stage);
            Objects.requireNonNull(holds);
        }
    }

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
        Objects.requireNonNull(ofSpec.code());
        Objects.requireNonNull(inBill);
        Objects.requireNonNull(piece);
        Objects.requireNonNull(amount);
        Objects.requireNonNull(quantities);
    }

    /** The fields of the JSON. Jackson cannot both read groups and refuse unknown fields. */
    static final class Fields {
        public String code;
        public String mark;
        public String storey;
        public String spec;
        public String specOwner;
        public Integer specRevision;
        public Boolean exterior;
        public Integer count;
        public BigDecimal amountInBill;
        public BigDecimal massInBill;
        public BigDecimal concreteInBill;
        public PieceStage stage;
        public String tag;
        public UUID event;
        public List<String> holds;
        public Boolean counts;
        public BigDecimal amount;
        public Quantities quantities;
        public Waste waste;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ComponentFact of(Fields json) {
        return new ComponentFact(
                json.code,
                json.mark,
                json.storey,
                new SpecRevision(json.spec, json.specOwner, json.specRevision),
                json.exterior,
                json.count,
                new InBill(json.amountInBill, json.massInBill, json.concreteInBill),
                new OfPiece(json.stage, json.tag, json.event, json.holds),
                json.counts,
                json.amount,
                json.quantities,
                json.waste);
    }

    public boolean held() {
        return !piece.holds().isEmpty();
    }
}
