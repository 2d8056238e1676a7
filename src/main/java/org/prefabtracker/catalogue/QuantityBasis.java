package org.prefabtracker.catalogue;

/** The unit that the quantities of a spec are stated for: a piece, a metre of length or a square metre of area. */
public enum QuantityBasis {
    PIECE("件"),
    METRE("米"),
    M2("平方米");

    private final String zh;

    QuantityBasis(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
