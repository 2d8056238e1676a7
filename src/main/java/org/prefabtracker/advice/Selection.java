package org.prefabtracker.advice;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.prefabtracker.catalogue.SpecOwner;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** The components that a change of a scenario selects, and which of its codes and tags no component has met so far. Pure. */
final class Selection {

    private final int change;
    private final ComponentSelector which;
    private final boolean ofPieces;
    private final Set<String> storeys;
    private final Set<String> codes;
    private final Set<String> tags;
    private boolean matched;

    /**
     * Adds a violation for a storey that the building does not have.
     *
     * @param change the place of the change in the list, from 0
     * @param ofPieces whether only components with a live piece can be selected
     */
    Selection(int change, ComponentSelector which, boolean ofPieces, Building building, Violations violations) {
        this.change = change;
        this.which = which;
        this.ofPieces = ofPieces;
        this.storeys = which.storeys() == null
                ? Set.of()
                : Storeys.of(which.storeys(), building, place("storeys"), violations);
        this.codes = setOf(which.components());
        this.tags = setOf(which.tags());
    }

    private static Set<String> setOf(List<String> texts) {
        return texts == null ? new HashSet<>() : new HashSet<>(texts);
    }

    private ErrorLocation place(String field) {
        return ErrorLocation.pointer("changes", change, field.isEmpty() ? "which" : "which." + field);
    }

    /** Whether the change names components by their codes: no other can match. */
    boolean namesComponents() {
        return which.components() != null;
    }

    /** The codes that the change names and no component has met so far. */
    Set<String> codes() {
        return codes;
    }

    boolean matches(ComponentFact component, CountedSpec spec) {
        return meets(which.mark(), component.mark())
                && meets(which.spec(), component.ofSpec().code())
                && meets(which.specOwner(), owner(component))
                && meets(which.specRevision(), component.ofSpec().revision())
                && meets(which.category(), spec.category())
                && meets(which.stage(), component.piece().stage())
                && meets(which.onHold(), component.held())
                && (which.hold() == null || component.piece().holds().contains(which.hold()))
                && (which.components() == null || codes.contains(component.code()))
                && (which.tags() == null
                        || component.piece().tag() != null
                                && tags.contains(component.piece().tag()))
                && (which.storeys() == null || storeys.contains(component.storey()))
                && !(ofPieces && component.piece().stage() == PieceStage.DESIGNED);
    }

    private static boolean meets(Object wanted, Object value) {
        return wanted == null || Objects.equals(wanted, value);
    }

    private static String owner(ComponentFact component) {
        return component.ofSpec().owner() == null
                ? SpecOwner.STANDARD.code()
                : component.ofSpec().owner();
    }

    /** Takes a component that matches. */
    void found(ComponentFact component) {
        matched = true;
        codes.remove(component.code());
        tags.remove(component.piece().tag());
    }

    /**
     * Adds a violation for every code and tag that no component met, or one for a change that selects nothing.
     *
     * @param there the codes of all existing components that any change names
     * @param specsKnown whether the catalogue has every spec that the changes name
     */
    void end(Set<String> there, boolean specsKnown, Violations violations) {
        for (int i = 0; which.components() != null && i < which.components().size(); i++) {
            String code = which.components().get(i);
            if (codes.contains(code)) {
                violations.add(place("components." + i), code, Violation.NOT_FOUND, whyNot(there.contains(code)));
            }
        }
        for (int i = 0; which.tags() != null && i < which.tags().size(); i++) {
            String tag = which.tags().get(i);
            if (tags.contains(tag)) {
                violations.add(
                        place("tags." + i),
                        tag,
                        Violation.NOT_FOUND,
                        "no selected component of the building has a live piece with this tag");
            }
        }
        // consequences of an unknown storey or spec are not reported in addition
        boolean understood = specsKnown && !violations.name(place("storeys"));
        if (!matched && codes.isEmpty() && tags.isEmpty() && understood) {
            violations.add(place(""), null, Violation.NOT_FOUND, "no component matches");
        }
    }

    private String whyNot(boolean there) {
        if (!there) {
            return "the bill of the building has no such component";
        }
        return ofPieces
                ? "it has no live piece, or does not match the rest of the selection"
                : "it does not match the rest of the selection, or an earlier change removed it";
    }
}
