package org.prefabtracker.joint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.JointKind;

/**
 * A joint of a schedule, as ratings read it.
 *
 * @param columnSideMm the smaller side of the column's section
 * @param castInPlaceSide whether one side of it is cast in place
 * @param joins the components that it joins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JointFact(
        String code,
        JointKind kind,
        String storey,
        BigDecimal widthMm,
        BigDecimal heightMm,
        BigDecimal columnSideMm,
        BigDecimal volumeM3,
        BigDecimal areaM2,
        boolean castInPlaceSide,
        List<Joined> joins) {

    public JointFact {
        Objects.requireNonNull(code);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(storey);
        joins = List.copyOf(joins);
    }

    /** How the lens counts a joined component. */
    @Schema(name = "JoinedComponentState")
    public enum Seen {
        COUNTS,
        /** It is in the bill, but the lens does not count it. */
        NOT_YET,
        /** It is cancelled. */
        CANCELLED
    }

    /**
     * A component that is joined.
     *
     * @param categories its category and those of the parts of its spec
     */
    @Schema(name = "JoinedComponent")
    public record Joined(String component, Set<Category> categories, Seen seen) {
        public Joined {
            Objects.requireNonNull(component);
            Objects.requireNonNull(seen);
            categories = Set.copyOf(categories);
        }
    }
}
