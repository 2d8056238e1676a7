package org.prefabtracker.plausibility;

/** The severity of a finding. */
public enum Severity {
    /** It is impossible. */
    ERROR("错误"),
    /** It is unlikely, but there may be a good reason. */
    WARNING("警告");

    private final String zh;

    Severity(String zh) {
        this.zh = zh;
    }

    String zh() {
        return zh;
    }
}
