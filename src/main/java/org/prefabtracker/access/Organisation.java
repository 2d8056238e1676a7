package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;

/**
 * An organisation that takes part in projects, oversees a region or operates the system.
 *
 * @param code of a factory what RELEASE names
 * @param regionCode of a regulator: the region it oversees, with all below; CN is the nation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIncludeProperties({"code", "name", "kind", "regionCode"})
public record Organisation(
        @JsonIgnore long id, String code, String name, OrganisationKind kind, String regionCode, int version) {

    /** Where an organisation is named: none, for the standard catalogue is nobody's. So none can have this code. */
    public static final String STANDARD = "STANDARD";

    static final String SELECT = "select id, code, name, kind, region_code, version from organisation ";

    /** An organisation as it is sent. */
    public record Draft(
            @NotNull @Code String code,
            @NotBlank @Size(max = 200) String name,
            @NotNull OrganisationKind kind,

            @Pattern(regexp = "CN|[1-9][0-9](?:[0-9]{2}){0,2}", message = "CN, or 2, 4 or 6 digits of GB/T 2260")
            String regionCode)
            implements Checked {
        public Draft {
            code = Codes.normalise(code);
        }

        @Override
        public void check(Violations violations) {
            if (kind != null && (kind == OrganisationKind.REGULATOR) != (regionCode != null)) {
                violations.add(
                        new ErrorLocation.Pointer("/regionCode"),
                        regionCode,
                        Violation.INCONSISTENT,
                        "a regulator has a region, nobody else");
            }
            if (STANDARD.equals(code)) {
                violations.add(
                        new ErrorLocation.Pointer("/code"), code, Violation.BAD_CODE, "names the standard catalogue");
            }
        }

        boolean says(Organisation organisation) {
            return organisation.name.equals(name)
                    && organisation.kind == kind
                    && java.util.Objects.equals(organisation.regionCode, regionCode);
        }
    }

    static Optional<Organisation> find(Handle handle, String code) {
        return handle.createQuery(SELECT + "where code = :code")
                .bind("code", Codes.normalise(code))
                .map(ConstructorMapper.of(Organisation.class))
                .findOne();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where there is none of that code */
    static Organisation require(Handle handle, String code) {
        return find(handle, code).orElseThrow(() -> Problems.notFound("organisation", code));
    }
}
