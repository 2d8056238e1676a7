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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
@Schema(
        oneOf = {
            ScenarioChange.SwapSpec.class,
            ScenarioChange.Add.class,
            ScenarioChange.Remove.class,
            ScenarioChange.Declare.class,
            ScenarioChange.Scrap.class,
            ScenarioChange.Advance.class
        },
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "SWAP_SPEC", schema = ScenarioChange.SwapSpec.class),
            @DiscriminatorMapping(value = "ADD", schema = ScenarioChange.Add.class),
            @DiscriminatorMapping(value = "REMOVE", schema = ScenarioChange.Remove.class),
            @DiscriminatorMapping(value = "TAKE_OFF", schema = ScenarioChange.Declare.class),
            @DiscriminatorMapping(value = "SCRAP", schema = ScenarioChange.Scrap.class),
            @DiscriminatorMapping(value = "ADVANCE", schema = ScenarioChange.Advance.class)
        })
public sealed interface ScenarioChange {

    /** Calls the method of the visitor for this kind. */
    <R> R accept(Visitor<R> visitor);

    /** The spec that it names; empty for a kind that names none. */
    default Optional<SpecReference> namedSpec() {
        return Optional.empty();
    }

    /** The other take-off that it declares; empty for a kind that declares none. */
    default Optional<Declare> declared() {
        return Optional.empty();
    }

    /** Whether components lose the quantities that the bill states for them and not for their spec. */
    default boolean dropsOwnQuantities() {
        return false;
    }

    /** One method per kind: a new kind does not compile until every visitor handles it. */
    interface Visitor<R> {
        R swapSpec(SwapSpec swap);

        R add(Add add);

        R remove(Remove remove);

        R declare(Declare declare);

        R scrap(Scrap scrap);

        R advance(Advance advance);
    }

    /**
     * Components get another spec. Their own quantities are dropped, since they belong to the former spec; the length or area of a
     * spec per metre or m2 stays, except where {@code quantities} state it.
     *
     * @param specOwner the owner, an organisation or STANDARD; by default the spec of the caller's organisation, then that of the standard
     * @param specRevision by default the revision in force
     * @param quantities of each, in place of those of the spec
     */
    @Schema(name = "SwapSpecChange")
    record SwapSpec(
            @NotNull @Valid ComponentSelector which,
            @NotNull @Code String spec,
            @Code String specOwner,
            @Min(1) Integer specRevision,
            @Valid Quantities quantities)
            implements ScenarioChange {
        public SwapSpec {
            spec = Codes.normalise(spec);
            specOwner = Codes.normalise(specOwner);
        }

        SpecReference named() {
            return new SpecReference(spec, specOwner);
        }

        @Override
        public Optional<SpecReference> namedSpec() {
            return Optional.of(named());
        }

        @Override
        public boolean dropsOwnQuantities() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.swapSpec(this);
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
    @Schema(name = "AddChange")
    record Add(
            @NotNull @Code String spec,
            @Code String specOwner,
            @Min(1) Integer specRevision,

            @Size(max = 64) @Pattern(regexp = "[^\\p{Cc}]*", message = "{prefab.noControlCharacters}")
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

        @Override
        public Optional<SpecReference> namedSpec() {
            return Optional.of(named());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }
    }

    /** Components are removed from the bill together with their pieces. */
    @Schema(name = "RemoveChange")
    record Remove(@NotNull @Valid ComponentSelector which) implements ScenarioChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.remove(this);
        }
    }

    /**
     * Other declared values, as a merge patch of the take-off: null removes a value, {@code absent} replaces the list.
     *
     * @param phase DESIGN by default
     */
    @Schema(name = "TakeOffChange")
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

        @Override
        public Optional<Declare> declared() {
            return Optional.of(this);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.declare(this);
        }
    }

    /** Live pieces are lost; their components stay in the bill without a piece. */
    @Schema(name = "ScrapChange")
    record Scrap(@NotNull @Valid ComponentSelector which) implements ScenarioChange {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scrap(this);
        }
    }

    /**
     * Pieces reach a later stage; a component without a piece gets one. Held pieces stay at their stage.
     *
     * @param unhold whether holds are closed, so that held pieces advance too
     */
    @Schema(name = "AdvanceChange")
    record Advance(
            @NotNull @Valid ComponentSelector which,
            @NotNull PieceStage to,
            Boolean unhold) implements ScenarioChange {
        public Advance {
            unhold = Boolean.TRUE.equals(unhold);
        }

        @AssertTrue(message = "must be RELEASED, IN_PRODUCTION, PRODUCED, SHIPPED, DELIVERED, INSTALLED or ACCEPTED")
        boolean isToAStageOfLivePieces() {
            return to == null || to.live();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.advance(this);
        }
    }
}
