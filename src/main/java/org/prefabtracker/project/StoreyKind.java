package org.prefabtracker.project;

import org.prefabtracker.shared.message.Term;

/** The part of a building that a storey belongs to; rule sets decide which kinds count. */
public enum StoreyKind implements Term {
    BASEMENT("地下室"),
    ABOVE_GROUND("地上楼层"),
    ROOF_TOWER("出屋面部分");

    private final String zh;

    StoreyKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
