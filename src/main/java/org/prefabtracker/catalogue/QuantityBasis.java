package org.prefabtracker.catalogue;

import org.prefabtracker.shared.message.Term;

/** The unit that the quantities of a spec are stated for: a piece, a metre of length or a square metre of area. */
public enum QuantityBasis implements Term {
    PIECE("件"),
    METRE("米"),
    M2("平方米");

    private final String zh;

    QuantityBasis(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
