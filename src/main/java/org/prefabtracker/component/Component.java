package org.prefabtracker.component;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Quantities;

/**
 * A component as it is answered.
 *
 * @param specOwner the organisation whose spec it is; null: it is the standard's
 * @param quantities its own, where the designer gave any
 * @param totals what it amounts to, from its own and its spec's
 * @param stage where its live piece stands; DESIGNED without one, CANCELLED when taken out of the bill
 * @param holds the open holds of its live piece
 * @param tag of its live piece
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Component(
        String code,
        String mark,
        String building,
        String storey,
        String spec,
        String specOwner,
        int specRevision,
        String position,
        Boolean exterior,
        int count,
        Quantities quantities,
        Quantities totals,
        String stage,
        List<String> holds,
        String tag,
        int version) {

    /** What {@code stage} can say. */
    static final List<String> STAGES = Stream.concat(
                    Arrays.stream(PieceStage.values())
                            .filter(stage -> stage != PieceStage.SCRAPPED)
                            .map(PieceStage::name),
                    Stream.of("CANCELLED"))
            .toList();
}
