package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** The rule sets in force in a region over time; without entries those of the region around apply. */
public record RegionRuleSets(@NotNull @Size(max = 100) List<@NotNull @Valid Entry> entries) implements Checked {

    /**
     * The rule set for buildings started on a day or later.
     *
     * @param source the document that puts it in force
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RegionRuleSetEntry")
    public record Entry(
            @NotNull LocalDate from,
            @NotBlank @Size(max = 64) String ruleSet,
            @Size(max = 200) String source) {}

    @Override
    public void check(Violations violations) {
        Set<LocalDate> days = new HashSet<>();
        for (int i = 0; entries != null && i < entries.size(); i++) {
            LocalDate from = entries.get(i) == null ? null : entries.get(i).from();
            if (from != null && !days.add(from)) {
                violations.add(
                        ErrorLocation.pointer("entries", i, "from"),
                        from,
                        Violation.DUPLICATE,
                        "an earlier entry begins on this day");
            }
        }
    }

    /** The entry in force on a day. */
    Optional<Entry> on(LocalDate day) {
        return entries.stream().filter(entry -> !entry.from().isAfter(day)).max(Comparator.comparing(Entry::from));
    }
}
