package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;

/** Which components or parts of components count, and by which quantity; an empty condition is always met. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ComponentCriteria")
public record Selection(
        Set<Category> categories,
        Set<Feature> features,
        Boolean exterior,
        @NotNull Quantity quantity) {
    public Selection {
        categories = categories == null ? Set.of() : categories;
        features = features == null ? Set.of() : features;
    }

    /** Whether it selects a component or part. */
    public boolean matches(Category category, Set<Feature> has, boolean isExterior) {
        return (categories.isEmpty() || categories.contains(category))
                && has.containsAll(features)
                && (exterior == null || exterior == isExterior);
    }

    /** The same components by another quantity. */
    Selection by(Quantity other) {
        return new Selection(categories, features, exterior, other);
    }
}
