package org.prefabtracker.catalogue;

import org.prefabtracker.shared.message.Term;

/** The main material of a spec. */
public enum Material implements Term {
    CONCRETE("混凝土"),
    STEEL("钢"),
    TIMBER("木"),
    COMPOSITE("组合"),
    OTHER("其他");

    private final String zh;

    Material(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
