package org.prefabtracker.rating.ruleset;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** The checks that the validators of a rule set share; each adds a violation at a JSON Pointer. */
record RuleSetChecks(Violations violations) {

    void violation(String place, Object value, String code, String message) {
        violations.add(new ErrorLocation.Pointer(place), value, code, message);
    }

    /** A declared quantity has the unit of the item. */
    void unit(String place, DeclaredQuantity measure, String unit) {
        if (!measure.unit().equals(unit)) {
            violation(place, measure.key(), Violation.INCONSISTENT, "in " + measure.unit() + ", not in " + unit);
        }
    }

    void roles(String place, List<DeclaredQuantity> measures, DeclaredQuantity.Role role) {
        measures.forEach(measure -> role(place, measure, role));
    }

    void role(String place, DeclaredQuantity measure, DeclaredQuantity.Role role) {
        if (measure.role() != role) {
            violation(place, measure.key(), Violation.OUT_OF_RANGE, "it is a " + measure.role() + ", not a " + role);
        }
    }

    /** A range ends above its beginning. */
    void upwards(String place, BigDecimal from, BigDecimal to) {
        if (from.compareTo(to) >= 0) {
            violation(place, to, Violation.OUT_OF_RANGE, "above " + from.toPlainString() + ", where the range begins");
        }
    }

    void notBelow(String place, BigDecimal upper, BigDecimal lower, String what) {
        if (upper.compareTo(lower) < 0) {
            violation(place, upper, Violation.OUT_OF_RANGE, "not below " + what);
        }
    }

    /** A name exists. */
    void named(String place, String name, Set<String> known, String what) {
        if (!known.contains(name)) {
            violation(
                    place,
                    name,
                    Violation.NOT_FOUND,
                    "there is no such " + what + "; there are "
                            + String.join(", ", known.stream().sorted().toList()));
        }
    }
}
