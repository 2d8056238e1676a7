package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantities;

/** A group of alike components of an example; {@code exterior} by default as their category has it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExampleComponent(
        @NotNull Category category,
        Set<Feature> features,
        Boolean exterior,
        @NotNull @Valid Quantities quantities) {
    public ExampleComponent {
        features = features == null ? Set.of() : features;
    }
}
