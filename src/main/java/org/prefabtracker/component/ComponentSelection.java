package org.prefabtracker.component;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;

/**
 * Components of a project, by their codes or by what they have in common.
 *
 * @param filter meets all that it states; it states something
 */
public record ComponentSelection(
        @Size(min = 1, max = 10_000) List<@NotNull @Code String> codes,
        @Valid ComponentFilter filter) {

    /** What the chosen components have in common; null where it does not matter. */
    public record ComponentFilter(
            @Code String building,
            @Code String storey,
            @Size(max = 64) String mark,
            @Code String spec,
            Category category) {

        public ComponentFilter {
            building = Codes.normalise(building);
            storey = Codes.normalise(storey);
            mark = Codes.normalise(mark);
            spec = Codes.normalise(spec);
        }

        @AssertTrue(message = "states at least one of building, storey, mark, spec and category")
        boolean isSelective() {
            return Stream.of(building, storey, mark, spec, category).anyMatch(Objects::nonNull);
        }
    }

    public ComponentSelection {
        codes = codes == null ? null : codes.stream().map(Codes::normalise).toList();
    }

    @AssertTrue(message = "either codes or filter")
    boolean isByOne() {
        return (codes == null) != (filter == null);
    }
}
