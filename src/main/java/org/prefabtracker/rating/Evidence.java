package org.prefabtracker.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.catalogue.Category;

/**
 * A component that counts in an item, with the amount that it adds to the numerator.
 *
 * @param specOwner the organisation that owns the spec; null: it is a spec of the standard
 * @param stage the stage of its live piece
 * @param held whether that piece has an open hold
 * @param events the path of its history
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CountedComponent")
public record Evidence(
        String code,
        String mark,
        String storey,
        String spec,
        String specOwner,
        Category category,
        String stage,
        String tag,
        boolean held,
        BigDecimal adds,
        String unit,
        String events) {}
