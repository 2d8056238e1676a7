package org.prefabtracker.catalogue;

/** How well the data of a spec is founded. */
public enum Provenance {
    /** Read in the standard. */
    VERIFIED,
    /** Computed from stated dimensions, as the note says. */
    COMPUTED,
    /** Known, but the printed text was not at hand. */
    RECALLED,
    /** Said by the organisation that registered it. */
    DECLARED
}
