package org.prefabtracker.region;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import org.prefabtracker.shared.time.Dates;

/** The class of a region over the years; without entries that of the region around applies. */
public record RegionClassHistory(@NotNull @Size(max = 100) List<@NotNull @Valid Entry> entries) implements Checked {

    /** The class from a year on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RegionClassEntry")
    public record Entry(
            @NotNull @Min(Dates.FIRST_YEAR) @Max(Dates.LAST_YEAR)
            Integer from,

            @JsonProperty("class") RegionClass regionClass,

            @Size(max = 200) String source) {}

    @Override
    public void check(Violations violations) {
        Set<Integer> years = new HashSet<>();
        for (int i = 0; entries != null && i < entries.size(); i++) {
            if (entries.get(i) == null) {
                continue;
            }
            // checked here, because bean validation would report the name of the Java field
            ErrorLocation regionClass = ErrorLocation.pointer("entries", i, "class");
            if (entries.get(i).regionClass() == null && !violations.name(regionClass)) {
                violations.add(regionClass, null, Violation.REQUIRED, "one of KEY, ACTIVE, ENCOURAGED");
            }
            Integer from = entries.get(i).from();
            if (from != null && !years.add(from)) {
                violations.add(
                        ErrorLocation.pointer("entries", i, "from"),
                        from,
                        Violation.DUPLICATE,
                        "an earlier entry begins in this year");
            }
        }
    }

    /** The class in a year. */
    public Optional<RegionClass> in(int year) {
        return entries.stream()
                .filter(entry -> entry.from() <= year)
                .max(Comparator.comparing(Entry::from))
                .map(Entry::regionClass);
    }
}
