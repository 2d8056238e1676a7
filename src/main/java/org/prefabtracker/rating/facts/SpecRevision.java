package org.prefabtracker.rating.facts;

/**
 * Which spec a component is of: codes are an organisation's own, or the standard's.
 *
 * @param owner the organisation's code; null: it is the standard's
 */
public record SpecRevision(String code, String owner, int revision) {

    /** A spec as readers are told of it, whichever revision: the owner stands behind the code. */
    public static String told(String code, String owner) {
        return owner == null ? code : code + " (" + owner + ")";
    }
}
