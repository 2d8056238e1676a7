package org.prefabtracker.plausibility;

/** How sure a finding is. */
public enum Severity {
    /** It cannot be. */
    ERROR("错误"),
    /** It is unlikely, and may have a good reason. */
    WARNING("警告");

    private final String zh;

    Severity(String zh) {
        this.zh = zh;
    }

    String zh() {
        return zh;
    }
}
