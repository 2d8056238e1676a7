package org.prefabtracker.project;

import java.util.List;
import org.prefabtracker.shared.message.Term;

/** The part of a building that a storey belongs to; rule sets decide which kinds count. */
public enum StoreyKind implements Term {
    BASEMENT("地下室", "地下"),
    ABOVE_GROUND("地上楼层", "地上"),
    ROOF_TOWER("出屋面部分", "出屋面");

    private final String zh;
    private final List<String> alsoCalled;

    StoreyKind(String zh, String... alsoCalled) {
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
