package org.prefabtracker.component;

import org.prefabtracker.shared.message.Term;

/** The stages of the life of a piece, in order. DESIGNED: its RELEASE was voided, so the piece was never made. */
public enum PieceStage implements Term {
    DESIGNED("已设计"),
    RELEASED("已下达"),
    IN_PRODUCTION("生产中"),
    PRODUCED("已生产"),
    SHIPPED("已出厂"),
    DELIVERED("已进场"),
    INSTALLED("已安装"),
    ACCEPTED("已验收"),
    SCRAPPED("已报废");

    private final String zh;

    PieceStage(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }

    /** Whether a piece at this stage fills its component. */
    public boolean live() {
        return this != DESIGNED && this != SCRAPPED;
    }
}
