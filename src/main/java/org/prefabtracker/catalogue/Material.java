package org.prefabtracker.catalogue;

/** The main material of a spec. */
public enum Material {
    CONCRETE("混凝土"),
    STEEL("钢"),
    TIMBER("木"),
    COMPOSITE("组合"),
    OTHER("其他");

    private final String zh;

    Material(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
