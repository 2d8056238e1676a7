package org.prefabtracker.component;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.prefabtracker.catalogue.Quantities;

/**
 * A component of the bill as the API returns it.
 *
 * @param specOwner the organisation whose spec it is; null: it is the standard's
 * @param quantities its own, where the designer stated any
 * @param totals all quantities: its own, else those of its spec times its amount
 * @param stage of its live piece; DESIGNED without one, CANCELLED if it was taken out of the bill
 * @param holds the open holds of its live piece
 * @param tag the tag of its live piece
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
        ComponentStage stage,
        List<String> holds,
        String tag,
        int version) {}
