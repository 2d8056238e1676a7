package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An organisation as it is returned.
 *
 * @param code for a factory, the code that RELEASE names
 * @param regionCode for a regulator: the region it oversees, with all regions below; CN is the nation
 */
@Schema(name = "Organisation")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIncludeProperties({"code", "name", "kind", "regionCode"})
public record OrganisationView(
        String code,
        String name,
        OrganisationKind kind,
        String regionCode,
        @JsonIgnore long version) {

    static OrganisationView from(Organisation organisation) {
        return new OrganisationView(
                organisation.code, organisation.name, organisation.kind, organisation.regionCode, organisation.version);
    }
}
