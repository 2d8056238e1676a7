package org.prefabtracker.catalogue;

/** How well the data of a spec is founded. */
public enum Provenance {
    /** Read in the standard. */
    VERIFIED,
    /** Computed from stated dimensions; the note says how. */
    COMPUTED,
    /** Recalled; the printed text was not available. */
    RECALLED,
    /** Declared by the organisation that registered the spec. */
    DECLARED
}
