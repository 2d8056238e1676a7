package org.prefabtracker.tracking;

/** Where a piece stands, in the order of its life. DESIGNED: its release was voided. */
public enum Stage {
    DESIGNED("设计"),
    RELEASED("已下达"),
    IN_PRODUCTION("生产中"),
    PRODUCED("已生产"),
    SHIPPED("已发运"),
    DELIVERED("已进场"),
    INSTALLED("已安装"),
    ACCEPTED("已验收"),
    SCRAPPED("已报废");

    private final String zh;

    Stage(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /** Whether a piece at this stage fills its component. */
    public boolean live() {
        return this != DESIGNED && this != SCRAPPED;
    }
}
