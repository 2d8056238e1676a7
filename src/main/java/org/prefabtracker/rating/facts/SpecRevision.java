package org.prefabtracker.rating.facts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The spec revision of a component; each organisation and the standard have codes of their own. In JSON its fields stand among
 * those of the component.
 *
 * @param owner the code of the organisation; null: the standard
 */
public record SpecRevision(
        @JsonProperty("spec") String code,
        @JsonProperty("specOwner") String owner,
        @JsonProperty("specRevision") int revision) {

    /** The name of a spec for readers: the code, followed by the owner. */
    public static String displayName(String code, String owner) {
        return owner == null ? code : code + " (" + owner + ")";
    }
}
