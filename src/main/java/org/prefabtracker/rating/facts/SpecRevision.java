package org.prefabtracker.rating.facts;

/**
 * The spec revision of a component; each organisation and the standard have codes of their own.
 *
 * @param owner the code of the organisation; null: the standard
 */
public record SpecRevision(String code, String owner, int revision) {

    /** The name of a spec for readers: the code, followed by the owner. */
    public static String displayName(String code, String owner) {
        return owner == null ? code : code + " (" + owner + ")";
    }
}
