package org.prefabtracker.plausibility;

import org.prefabtracker.shared.message.Term;

/** The severity of a finding. */
public enum Severity implements Term {
    /** It is impossible. */
    ERROR("错误"),
    /** It is unlikely, but there may be a good reason. */
    WARNING("警告");

    private final String zh;

    Severity(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
