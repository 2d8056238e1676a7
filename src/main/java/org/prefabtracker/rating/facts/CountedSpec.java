package org.prefabtracker.rating.facts;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Spec;

/**
 * The part of a spec revision that decides in which items its components count.
 *
 * @param owner the organisation that owns the spec; null: it is a spec of the standard
 */
public record CountedSpec(
        String code, String owner, int revision, Category category, Set<Feature> features, List<Spec.Part> parts) {

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
