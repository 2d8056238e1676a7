package org.prefabtracker.plausibility;

import org.prefabtracker.shared.message.Term;

/** The kinds of findings, in the order in which they are listed; docs/api.md defines each exactly. */
public enum FindingKind implements Term {
    /** A rating counts more than the total: an item of the rule set in force is INVALID. */
    MORE_THAN_TOTAL(Severity.ERROR, "超出总量"),
    /** A casting lot has less concrete than the pieces cast from it. */
    CAST_BELOW_PIECES(Severity.ERROR, "浇筑量不足"),
    /** Two pieces of one maker have the same serial number. */
    SAME_SERIAL(Severity.ERROR, "出厂编号重复"),
    /** A certificate is used in two projects, or for pieces of different makers. */
    SAME_CERTIFICATE(Severity.WARNING, "合格证重复"),
    /** A maker that records its casting has installed pieces without a record of casting. */
    INSTALLED_MORE_THAN_CAST(Severity.WARNING, "安装多于浇筑"),
    /** Concrete pieces that passed inspection without a record of casting. */
    PASSED_WITHOUT_CASTING(Severity.WARNING, "未浇筑先合格"),
    /** The installation of a piece was recorded before its delivery. */
    INSTALLED_BEFORE_DELIVERED(Severity.WARNING, "先安装后进场"),
    /** A hold became known after the events that it would have stopped. */
    LATE_HOLD(Severity.WARNING, "迟报的待处理"),
    /** A storey has far fewer pieces of a category than the storeys around it. */
    THIN_STOREY(Severity.WARNING, "楼层构件偏少"),
    /** Volume or mass of components do not fit their size and material. */
    UNLIKELY_SIZE(Severity.WARNING, "工程量与尺寸不符"),
    /** A declared area does not fit the floor area of its building. */
    UNLIKELY_AREA(Severity.WARNING, "面积与建筑面积不符"),
    /** Vertical members are of another material than the structure of their building. */
    OTHER_MATERIAL(Severity.WARNING, "材料与结构类型不符"),
    /** A building with full decoration is declared to lack what decoration includes. */
    ABSENT_DESPITE_DECORATION(Severity.WARNING, "缺项与全装修矛盾");

    private final Severity severity;
    private final String zh;

    FindingKind(Severity severity, String zh) {
        this.severity = severity;
        this.zh = zh;
    }

    Severity severity() {
        return severity;
    }

    @Override
    public String zh() {
        return zh;
    }
}
