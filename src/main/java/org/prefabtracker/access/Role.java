package org.prefabtracker.access;

import org.prefabtracker.shared.message.Term;

/** A role of a person in the organisation. */
public enum Role implements Term {
    /** Administers the people and tokens of the organisation. */
    ADMIN("管理员"),
    /** Records and edits everything that the organisation may. */
    EDITOR("编辑"),
    /** Reads only; every other role reads as well. */
    VIEWER("查看"),
    /** Passes and accepts pieces. */
    INSPECTOR("检验员");

    private final String zh;

    Role(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
