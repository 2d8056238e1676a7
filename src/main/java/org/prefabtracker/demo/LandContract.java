package org.prefabtracker.demo;

import java.time.LocalDate;
import java.util.List;

/** The requirements of the land contract of the demo: one is met, one is late, one is due at completion. */
final class LandContract {

    static List<String> requirements(DemoCalendar calendar) {
        return List.of("""
            {"code": "TD-1", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": 50}, "lens": "DESIGN",
             "source": {"document": "国有建设用地使用权出让合同 宁地合〔2024〕118号", "article": "第5.2条"}, "note": "各单体装配率不低于50%"}""", """
            {"code": "TD-2", "building": "1#", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "ITEM_RATIO", "item": "q1b", "atLeast": 70},
             "lens": "INSTALLED", "deadline": "%s",
             "source": {"document": "规划条件 2024-0117", "article": "第8条"}, "note": "期限前水平构件安装比例不低于70%%"}""".formatted(calendar.on(LocalDate.of(2025, 10, 15))), """
            {"code": "TD-3", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "GRADE", "atLeast": "AA"}, "lens": "ACCEPTED",
             "source": {"document": "国有建设用地使用权出让合同 宁地合〔2024〕118号", "article": "第5.3条"}, "note": "竣工评价达到AA级"}""");
    }

    private LandContract() {}
}
