package org.prefabtracker.project;

import java.util.List;
import org.prefabtracker.shared.message.Term;

/** The load-bearing structure of a building. */
public enum StructuralSystem implements Term {
    CONCRETE("混凝土结构", "混凝土", "钢筋混凝土", "钢筋混凝土结构"),
    STEEL("钢结构", "钢"),
    TIMBER("木结构", "木"),
    COMPOSITE("组合结构", "组合", "混合结构");

    private final String zh;
    private final List<String> alsoCalled;

    StructuralSystem(String zh, String... alsoCalled) {
        this.zh = zh;
        this.alsoCalled = List.of(alsoCalled);
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public List<String> alsoCalled() {
        return alsoCalled;
    }
}
