package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.SpecReference;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Text;

/** A change of a scenario. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScenarioChange.SwapSpec.class, name = "SWAP_SPEC"),
    @JsonSubTypes.Type(value = ScenarioChange.Add.class, name = "ADD"),
    @JsonSubTypes.Type(value = ScenarioChange.Remove.class, name = "REMOVE"),
    @JsonSubTypes.Type(value = ScenarioChange.Declare.class, name = "TAKE_OFF"),
    @JsonSubTypes.Type(value = ScenarioChange.Scrap.class, name = "SCRAP"),
    @JsonSubTypes.Type(value = ScenarioChange.Advance.class, name = "ADVANCE")
})
public sealed interface ScenarioChange {

    /** A change of existing components. */
    sealed interface OfComponents extends ScenarioChange {
        ComponentSelector which();
    }

    /**
     * Components get another spec. Their own quantities are dropped, since they belong to the former spec; the length or area of a
     * spec per metre or m2 stays, except where {@code quantities} state it.
     *
     * @param specOwner the owner, an organisation or STANDARD; by default the spec of the caller's organisation, then that of the standard
     * @param specRevision by default the revision in force
     * @param quantities of each, in place of those of the spec
     */
    record SwapSpec(
            @NotNull @Valid ComponentSelector which,
            @NotNull @Code String spec,
            @Code String specOwner,
            @Min(1) Integer specRevision,
            @Valid Quantities quantities)
            implements OfComponents {
        public SwapSpec {
            spec = Codes.normalise(spec);
            specOwner = Codes.normalise(specOwner);
        }

        SpecReference named() {
            return new SpecReference(spec, specOwner);
        }
    }

    /**
     * New components without pieces.
     *
     * @param specOwner as in {@link SwapSpec}
     * @param mark by which later changes select them
     * @param storeys as in {@link ComponentSelector}
     * @param quantity the number on each of the storeys; 1 by default
     * @param count the number of units of a lot that moves as a whole; 1 by default
     * @param quantities of each, in place of those of the spec
     */
    record Add(
            @NotNull @Code String spec,
            @Code String specOwner,
            @Min(1) Integer specRevision,

            @Size(max = 64) @Pattern(regexp = "[^\\p{Cc}]*", message = "no control characters")
            String mark,

            @NotBlank @Size(max = 200) String storeys,
            @Min(1) @Max(1_000) Integer quantity,
            Boolean exterior,
            @Min(1) @Max(1_000_000) Integer count,
            @Valid Quantities quantities)
            implements ScenarioChange {
        public Add {
            spec = Codes.normalise(spec);
            mark = Text.tidied(Codes.normalise(mark));
            storeys = Codes.normalise(storeys);
            specOwner = Codes.normalise(specOwner);
            quantity = quantity == null ? 1 : quantity;
            count = count == null ? 1 : count;
        }

        SpecReference named() {
            return new SpecReference(spec, specOwner);
        }
    }

    /** Components are removed from the bill together with their pieces. */
    record Remove(@NotNull @Valid ComponentSelector which) implements OfComponents {}

    /**
     * Other declared values, as a merge patch of the take-off: null removes a value, {@code absent} replaces the list.
     *
     * @param phase DESIGN by default
     */
    record Declare(
            TakeOff.Phase phase,
            @Size(max = 100) Map<String, JsonNode> measures,
            @Size(max = 20) List<@Valid @NotNull AbsentFeature> absent)
            implements ScenarioChange {
        public Declare {
            phase = phase == null ? TakeOff.Phase.DESIGN : phase;
        }

        @AssertTrue(message = "give measures or absent")
        boolean isSaid() {
            return measures != null || absent != null;
        }
    }

    /** Live pieces are lost; their components stay in the bill without a piece. */
    record Scrap(@NotNull @Valid ComponentSelector which) implements OfComponents {}

    /**
     * Pieces reach a later stage; a component without a piece gets one. Held pieces stay at their stage.
     *
     * @param unhold whether holds are closed, so that held pieces advance too
     */
    record Advance(
            @NotNull @Valid ComponentSelector which,
            @NotNull PieceStage to,
            Boolean unhold) implements OfComponents {
        public Advance {
            unhold = Boolean.TRUE.equals(unhold);
        }

        @AssertTrue(message = "must be RELEASED, IN_PRODUCTION, PRODUCED, SHIPPED, DELIVERED, INSTALLED or ACCEPTED")
        boolean isToAStageOfLivePieces() {
            return to == null || to.live();
        }
    }
}
