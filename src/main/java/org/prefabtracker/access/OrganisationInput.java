package org.prefabtracker.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;

/** An organisation as it is sent. */
public record OrganisationInput(
        @NotNull @Code String code,
        @NotBlank @Size(max = 200) String name,
        @NotNull OrganisationKind kind,

        @Pattern(regexp = "CN|[1-9][0-9](?:[0-9]{2}){0,2}", message = "{prefab.regionOfOrganisation}")
        String regionCode)
        implements Checked {

    public OrganisationInput {
        code = Codes.normalise(code);
    }

    @Override
    public void check(Violations violations) {
        if (kind != null && (kind == OrganisationKind.REGULATOR) != (regionCode != null)) {
            violations.add(
                    new ErrorLocation.Pointer("/regionCode"),
                    regionCode,
                    Violation.INCONSISTENT,
                    "a regulator needs a region; other organisations must not have one");
        }
        if (Organisation.STANDARD.equals(code)) {
            violations.add(
                    new ErrorLocation.Pointer("/code"),
                    code,
                    Violation.BAD_CODE,
                    "is reserved for the standard catalogue");
        }
    }

    boolean hasSameContent(Organisation organisation) {
        return organisation.name.equals(name)
                && organisation.kind == kind
                && Objects.equals(organisation.regionCode, regionCode);
    }
}
