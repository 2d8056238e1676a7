package org.prefabtracker.project;

import org.prefabtracker.shared.message.Term;

/** The load-bearing structure of a building. */
public enum StructuralSystem implements Term {
    CONCRETE("混凝土结构"),
    STEEL("钢结构"),
    TIMBER("木结构"),
    COMPOSITE("组合结构");

    private final String zh;

    StructuralSystem(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
