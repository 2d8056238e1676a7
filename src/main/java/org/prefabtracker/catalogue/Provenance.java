package org.prefabtracker.catalogue;

import org.prefabtracker.shared.message.Term;

/** How well the data of a spec is founded. */
public enum Provenance implements Term {
    /** Read in the standard. */
    VERIFIED("已核对"),
    /** Computed from stated dimensions; the note says how. */
    COMPUTED("计算"),
    /** Recalled; the printed text was not available. */
    RECALLED("待核对"),
    /** Declared by the organisation that registered the spec. */
    DECLARED("申报");

    private final String zh;

    Provenance(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
