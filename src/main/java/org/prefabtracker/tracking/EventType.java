package org.prefabtracker.tracking;

import java.util.List;
import java.util.Optional;

/** What may happen to a piece, in life-cycle order, with the fields it cannot do without. */
public enum EventType {
    RELEASE("下达生产", "factory"),
    STEP("工序", "step"),
    QC_PASS("成品检验合格", "inspector", "certificate"),
    QC_FAIL("不合格", "number", "reason"),
    HOLD("待处理", "number", "reason"),
    UNHOLD("解除", "number", "reason"),
    REWORK("返修", "reason"),
    STORE("入库/堆放", "place"),
    SEND_OUT("外协发出", "partner"),
    TAKE_BACK("外协收回", "partner"),
    SHIP("出厂发运", "shipment"),
    RECEIVE("进场验收"),
    RETURN("退厂", "reason", "number"),
    INSTALL("吊装/安装"),
    CONNECT("连接", "joint"),
    ACCEPT("验收", "inspector"),
    REMOVE("拆除", "reason"),
    EXCHANGE("调换", "with"),
    SCRAP("报废", "reason"),
    VOID("更正", "voids", "reason");

    private final String zh;
    private final List<String> required;

    EventType(String zh, String... required) {
        this.zh = zh;
        this.required = List.of(required);
    }

    public String zh() {
        return zh;
    }

    public List<String> required() {
        return required;
    }

    /** The stage this leads to from the given one, holds and joints aside; empty where it cannot happen. */
    public Optional<Stage> from(Stage stage) {
        return Optional.ofNullable(
                switch (this) {
                    case RELEASE -> stage == Stage.DESIGNED ? Stage.RELEASED : null;
                    case STEP -> between(stage, Stage.RELEASED, Stage.IN_PRODUCTION) ? Stage.IN_PRODUCTION : null;
                    case QC_PASS ->
                        between(stage, Stage.RELEASED, Stage.PRODUCED)
                                ? Stage.PRODUCED
                                : stage == Stage.DELIVERED ? stage : null;
                    case QC_FAIL, HOLD, UNHOLD -> stage == Stage.SCRAPPED ? null : stage;
                    case REWORK -> stage == Stage.PRODUCED ? Stage.IN_PRODUCTION : null;
                    case STORE -> between(stage, Stage.IN_PRODUCTION, Stage.DELIVERED) ? stage : null;
                    case SEND_OUT, TAKE_BACK -> between(stage, Stage.IN_PRODUCTION, Stage.PRODUCED) ? stage : null;
                    case SHIP -> stage == Stage.PRODUCED ? Stage.SHIPPED : null;
                    case RECEIVE -> stage == Stage.SHIPPED ? Stage.DELIVERED : null;
                    case RETURN -> between(stage, Stage.SHIPPED, Stage.DELIVERED) ? Stage.PRODUCED : null;
                    case INSTALL -> stage == Stage.DELIVERED ? Stage.INSTALLED : null;
                    case CONNECT -> stage == Stage.INSTALLED ? stage : null;
                    case ACCEPT -> stage == Stage.INSTALLED ? Stage.ACCEPTED : null;
                    case REMOVE -> between(stage, Stage.INSTALLED, Stage.ACCEPTED) ? Stage.DELIVERED : null;
                    case EXCHANGE -> between(stage, Stage.RELEASED, Stage.DELIVERED) ? stage : null;
                    case SCRAP -> stage.live() ? Stage.SCRAPPED : null;
                    case VOID -> null;
                });
    }

    private static boolean between(Stage stage, Stage first, Stage last) {
        return stage.compareTo(first) >= 0 && stage.compareTo(last) <= 0;
    }
}
