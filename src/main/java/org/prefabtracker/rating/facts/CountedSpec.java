package org.prefabtracker.rating.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Spec;

/**
 * The part of a spec revision that decides in which items its components count.
 *
 * @param material null in snapshots of engines 1 and 2
 * @param owner the organisation that owns the spec; null: it is a spec of the standard
 */
public record CountedSpec(
        String code,
        String owner,
        int revision,
        Category category,
        @JsonInclude(JsonInclude.Include.NON_NULL) Material material,
        Set<Feature> features,
        List<Spec.Part> parts) {

    public CountedSpec {
        Objects.requireNonNull(code);
        Objects.requireNonNull(category);
        features = Set.copyOf(features);
        parts = List.copyOf(parts);
    }

    /** The key by which components refer to it. */
    public SpecRevision named() {
        return new SpecRevision(code, owner, revision);
    }
}
