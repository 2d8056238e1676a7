package org.prefabtracker.requirement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Text;
import org.prefabtracker.shared.time.Foreseeable;

/**
 * A requirement of a land contract or planning condition on a project (规划条件), as it is sent and returned.
 *
 * @param building the only building; null: every building of the project
 * @param ruleSet the rule set it is measured by; never a draft
 * @param measure the required measure and its threshold
 * @param lens the lens under which it must be met; ACCEPTED by default
 * @param confidential whether only those who make and those who check requirements see it; null: everyone who sees the
 *     project
 * @param deadline the last day to meet it; null where only the progress of the building decides
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Requirement(
        @NotNull @Code String code,
        @Code String building,
        @NotBlank @Size(max = 64) String ruleSet,
        @Valid RequiredMeasure measure,
        @NotNull @Valid Source source,
        Lens lens,
        @Foreseeable(years = 50) LocalDate deadline,
        @Size(max = 2_000) String note,
        @JsonProperty("private") Boolean confidential)
        implements Checked {

    /** The document that states the requirement, and the article in it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RequirementSource")
    public record Source(
            @NotBlank @Size(max = 200) String document,
            @Size(max = 200) String article) {
        public Source {
            document = Text.tidied(document);
            article = Text.tidied(article);
        }
    }

    public Requirement {
        code = Codes.normalise(code);
        building = Codes.normalise(building);
        ruleSet = Text.tidied(ruleSet);
        note = Text.tidied(note);
        lens = lens == null ? Lens.ACCEPTED : lens;
        confidential = Boolean.TRUE.equals(confidential) ? true : null;
    }

    /** Checks rules that concern several fields. */
    @Override
    public void check(Violations violations) {
        ErrorLocation place = new ErrorLocation.Pointer("/measure");
        // an unknown kind is reported already
        if (measure == null
                && !violations.name(place)
                && !violations.name(new ErrorLocation.Pointer("/measure/kind"))) {
            violations.add(place, null, Violation.REQUIRED, "what is demanded, of kind PERCENT, GRADE or ITEM_RATIO");
        }
        if (measure != null && !measure.isGivenUnder(lens)) {
            violations.add(
                    new ErrorLocation.Pointer("/lens"),
                    lens,
                    Violation.INCONSISTENT,
                    "a grade is given under DESIGN and ACCEPTED only; of progress demand a percent");
        }
    }

    /**
     * Whether a building has come so far that the requirement must be met: construction has started for DESIGN, completion is
     * accepted for every other lens. A requirement on progress before completion needs a deadline.
     */
    static boolean isReached(Lens lens, Building building, LocalDate day) {
        boolean completed = isBy(building.completionAcceptedOn(), day);
        return completed || lens == Lens.DESIGN && isBy(building.startedOn(), day);
    }

    private static boolean isBy(LocalDate date, LocalDate day) {
        return date != null && !date.isAfter(day);
    }
}
