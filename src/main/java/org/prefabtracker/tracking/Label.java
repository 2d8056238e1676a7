package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.component.PieceStage;

/**
 * The piece that a label names.
 *
 * @param component the component that it fills, or filled last; the stage decides which
 * @param count how many parts a lot stands for; {@code netQuantity} is how many of them were installed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PieceLabel")
public record Label(
        String tag,
        String project,
        String component,
        String mark,
        String building,
        String storey,
        String position,
        @JsonUnwrapped OfSpec ofSpec,
        int count,
        BigDecimal netQuantity,
        String factory,
        PieceStage stage,
        List<String> holds,
        String place,
        LocalDate dueOn,
        @JsonUnwrapped Reached reached) {

    /**
     * The spec of a piece.
     *
     * @param specOwner the organisation that owns the spec; null: the standard
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfSpec(String spec, String specOwner, int specRevision, String specName) {}

    /** The days on which a piece last reached its stages; null where it has not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reached(
            LocalDate releasedOn,
            LocalDate producedOn,
            LocalDate shippedOn,
            LocalDate deliveredOn,
            LocalDate installedOn,
            LocalDate acceptedOn) {}
}
