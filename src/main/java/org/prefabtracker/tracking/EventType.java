package org.prefabtracker.tracking;

import java.util.List;
import org.prefabtracker.shared.message.Term;

/**
 * The types of events, in life-cycle order: the order of the events of a day that have no time. Each names the fields that are
 * required.
 */
public enum EventType implements Term {
    RELEASE("下达生产", "factory"),
    STEP("工序", "step"),
    SEND_OUT("外协发出", "partner"),
    TAKE_BACK("外协收回", "partner"),
    QC_FAIL("不合格", "number", "reason"),
    HOLD("待处理", "number", "reason"),
    UNHOLD("解除", "number", "reason"),
    QC_PASS("成品检验合格", "inspector", "certificate"),
    REWORK("返修", "reason"),
    STORE("入库/堆放", "place"),
    SHIP("出厂发运", "shipment"),
    RECEIVE("进场验收"),
    RETURN("退厂", "reason", "number"),
    EXCHANGE("调换", "with"),
    INSTALL("吊装/安装"),
    CONNECT("连接", "joint"),
    ACCEPT("验收", "inspector"),
    REMOVE("拆除", "reason"),
    SCRAP("报废", "reason"),
    WITNESS("见证", "witnesses"),
    VOID("更正", "voids", "reason");

    private final String zh;
    private final List<String> required;

    EventType(String zh, String... required) {
        this.zh = zh;
        this.required = List.of(required);
    }

    @Override
    public String zh() {
        return zh;
    }

    public List<String> required() {
        return required;
    }
}
