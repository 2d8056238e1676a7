package org.prefabtracker.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.message.Term;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The declared quantities of a building in a phase (装配率计算基础数据), which components do not contain.
 *
 * @param measures numbers and booleans by the key of their {@link DeclaredQuantity}
 * @param sources the drawing or document of a value, by the key of its measure
 * @param absent the features that the building does not have
 */
public record TakeOff(
        @NotNull @Size(max = 100) Map<String, JsonNode> measures,
        @Size(max = 100) Map<String, @Size(max = 200) String> sources,
        @Size(max = 20) List<@Valid @NotNull AbsentFeature> absent)
        implements Checked {

    private static final int INTEGER_DIGITS = 12;
    private static final int FRACTION_DIGITS = 9;

    /** The state of the building that a take-off describes. */
    @Schema(name = "TakeOffPhase")
    public enum Phase implements Term {
        DESIGN("设计"),
        AS_BUILT("竣工");

        private final String zh;

        Phase(String zh) {
            this.zh = zh;
        }

        @Override
        public String zh() {
            return zh;
        }
    }

    /** A take-off as it is returned, with the version for its ETag. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DeclaredTakeOff")
    public record Declared(
            Phase phase,
            Map<String, JsonNode> measures,
            Map<String, String> sources,
            List<AbsentFeature> absent,
            int version,
            OffsetDateTime declaredAt,
            String declaredBy) {}

    public TakeOff {
        measures = measures == null ? null : withoutNulls(measures);
        sources = sources == null ? Map.of() : withoutNulls(sources);
        absent = absent == null ? List.of() : absent;
    }

    /** Sorted by key, so that equal values are stored as equal text; a null value is not declared. */
    private static <T> Map<String, T> withoutNulls(Map<String, T> values) {
        Map<String, T> sorted = new TreeMap<>(values);
        sorted.values().removeIf(value -> value == null || value instanceof JsonNode node && node.isNull());
        return sorted;
    }

    /** Checks for unknown measures, values out of range, denominators of 0, and features that are both absent and measured. */
    @Override
    public void check(Violations violations) {
        if (measures == null) {
            return;
        }
        measures.forEach((key, value) -> {
            ErrorLocation place = place("measures", key);
            DeclaredQuantity.find(key)
                    .ifPresentOrElse(
                            measure -> check(measure, value, place, violations), () -> unknown(place, key, violations));
        });
        sources.keySet().stream()
                .filter(key -> DeclaredQuantity.find(key).isEmpty())
                .forEach(key -> unknown(place("sources", key), key, violations));
        Set<AbsentFeature.What> seen = new HashSet<>();
        for (int i = 0; i < absent.size(); i++) {
            AbsentFeature.What what =
                    absent.get(i) == null ? null : absent.get(i).what();
            if (what == null) {
                continue;
            }
            if (!seen.add(what)) {
                violations.add(
                        ErrorLocation.pointer("absent", i, "what"),
                        what.key(),
                        Violation.DUPLICATE,
                        TakeOffNote.ABSENT_REPEATED.of());
            }
            for (DeclaredQuantity measure : what.measures()) {
                if (measures.containsKey(measure.key())) {
                    violations.add(
                            ErrorLocation.pointer("absent", i, "what"),
                            what.key(),
                            Violation.INCONSISTENT,
                            TakeOffNote.ABSENT_AND_DECLARED.of(measure.key()));
                }
            }
        }
    }

    private static void check(DeclaredQuantity measure, JsonNode value, ErrorLocation place, Violations violations) {
        if (measure.role() == DeclaredQuantity.Role.FACT) {
            if (!value.isBoolean()) {
                violations.add(place, shown(value), Violation.WRONG_TYPE, TakeOffNote.FLAG_EXPECTED.of());
            }
            return;
        }
        if (!value.isNumber()) {
            violations.add(place, shown(value), Violation.WRONG_TYPE, TakeOffNote.NUMBER_EXPECTED.of());
            return;
        }
        BigDecimal amount = value.decimalValue();
        boolean tooLong =
                amount.scale() > FRACTION_DIGITS || (long) amount.precision() - amount.scale() > INTEGER_DIGITS;
        if (tooLong || amount.signum() < 0) {
            violations.add(
                    place,
                    amount,
                    Violation.OUT_OF_RANGE,
                    TakeOffNote.OUT_OF_RANGE.of(INTEGER_DIGITS, FRACTION_DIGITS));
        } else if (amount.signum() == 0 && measure.role() == DeclaredQuantity.Role.DENOMINATOR) {
            violations.add(place, amount, Violation.OUT_OF_RANGE, TakeOffNote.ABOVE_ZERO.of());
        }
    }

    private static void unknown(ErrorLocation place, String key, Violations violations) {
        List<String> keys = new ArrayList<>();
        for (DeclaredQuantity measure : DeclaredQuantity.values()) {
            keys.add(measure.key());
        }
        violations.add(place, key, Violation.UNKNOWN_FIELD, "no such measure; there are " + String.join(", ", keys));
    }

    private static Object shown(JsonNode value) {
        return value.isValueNode() ? value.asText() : null;
    }

    private static ErrorLocation place(String member, String key) {
        return new ErrorLocation.Pointer(
                "/" + member + "/" + key.replace("~", "~0").replace("/", "~1"));
    }
}
