package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.tracking.PieceTag;

/**
 * Selects the components of a change: those that meet all stated conditions, in their state after the previous changes.
 *
 * @param components by their codes
 * @param tags by the tags of their live pieces
 * @param storeys codes of storeys and ranges of numbered ones, {@code 3-17} or {@code 2,4,屋面}
 * @param spec of any revision, except where {@code specRevision} is stated, and of any owner, except where {@code specOwner} is
 * @param hold the number of an open hold of its piece
 * @param stage the stage of the live piece; DESIGNED without a piece
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComponentSelector(
        @Size(min = 1, max = 10_000) List<@NotNull @Code String> components,
        @Size(min = 1, max = 10_000) List<@NotNull @Size(max = 20) String> tags,
        @Size(max = 64) String mark,
        @Size(max = 200) String storeys,
        @Code String spec,
        @Code String specOwner,
        @Min(1) Integer specRevision,
        Category category,
        PieceStage stage,
        Boolean onHold,
        @Size(max = 64) String hold) {

    public ComponentSelector {
        components = normalised(components);
        tags = tags == null || tags.stream().anyMatch(Objects::isNull)
                ? tags
                : tags.stream().map(PieceTag::normalise).toList();
        mark = Codes.normalise(mark);
        storeys = Codes.normalise(storeys);
        spec = Codes.normalise(spec);
        specOwner = Codes.normalise(specOwner);
    }

    private static List<String> normalised(List<String> codes) {
        return codes == null || codes.stream().anyMatch(Objects::isNull)
                ? codes
                : codes.stream().map(Codes::normalise).toList();
    }

    @AssertTrue(message = "give at least one of components, tags, mark, storeys, spec, category, stage, onHold, hold")
    @JsonIgnore
    boolean isSaid() {
        return Stream.of(components, tags, mark, storeys, spec, category, stage, onHold, hold)
                .anyMatch(Objects::nonNull);
    }

    @AssertTrue(message = "specOwner and specRevision need a spec")
    @JsonIgnore
    boolean isRevisionOfASpec() {
        return specOwner == null && specRevision == null || spec != null;
    }
}
