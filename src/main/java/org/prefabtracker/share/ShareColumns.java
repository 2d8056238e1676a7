package org.prefabtracker.share;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;

/** Shares and their buildings as workbooks, for export only. */
final class ShareColumns {

    private static final String M2 = "m2";

    static final SheetDefinition<Share> REGIONS = new SheetDefinition<>(
            "share",
            "装配式建筑占比",
            "Share",
            List.of(
                    text("region", "行政区划代码", "Region", Share::region),
                    text("name", "名称", "Name", Share::name),
                    text("level", "级别", "Level", share -> share.level().bilingual()),
                    Column.of("year", "年度", "Year", CellType.WHOLE, Share::year),
                    text(
                            "class",
                            "推进地区",
                            "Class",
                            share -> share.regionClass() == null
                                    ? null
                                    : share.regionClass().zh() + " / " + share.regionClass()),
                    area("startedAreaM2", "新开工面积", "Started area", Share::startedAreaM2),
                    area("prefabAreaM2", "装配式建筑面积", "Prefab area", Share::prefabAreaM2),
                    number("sharePercent", "占比 %", "Share %", Share::sharePercent),
                    number(
                            "target",
                            "目标 %",
                            "Target %",
                            share -> share.target() == null
                                    ? null
                                    : share.target().percent()),
                    area("gapM2", "差额", "Gap", Share::gapM2),
                    area("concrete", "其中混凝土结构", "Prefab concrete", share -> share.prefabOf(StructuralSystem.CONCRETE)),
                    area("steel", "其中钢结构", "Prefab steel", share -> share.prefabOf(StructuralSystem.STEEL)),
                    area("timber", "其中木结构", "Prefab timber", share -> share.prefabOf(StructuralSystem.TIMBER)),
                    area(
                            "composite",
                            "其中组合结构",
                            "Prefab composite",
                            share -> share.prefabOf(StructuralSystem.COMPOSITE)),
                    Column.of("buildings", "单体数", "Buildings", CellType.WHOLE, share -> share.tracked()
                            .buildings()),
                    Column.of("prefabBuildings", "装配式单体数", "Prefab buildings", CellType.WHOLE, share -> share.tracked()
                            .prefabBuildings()),
                    area(
                            "declaredStarted",
                            "另报新开工面积",
                            "Declared started area",
                            share -> share.declared() == null
                                    ? null
                                    : share.declared().startedAreaM2()),
                    area(
                            "declaredPrefab",
                            "另报装配式建筑面积",
                            "Declared prefab area",
                            share -> share.declared() == null
                                    ? null
                                    : share.declared().prefabAreaM2())),
            values -> null,
            List.of());

    static final SheetDefinition<ShareCalculator.Counted> BUILDINGS = new SheetDefinition<>(
            "share-buildings",
            "新开工建筑",
            "Buildings",
            List.of(
                    text("project", "项目编号", "Project", ShareCalculator.Counted::project),
                    text("building", "单体建筑", "Building", ShareCalculator.Counted::building),
                    text("name", "名称", "Name", ShareCalculator.Counted::name),
                    text("region", "行政区划代码", "Region", ShareCalculator.Counted::region),
                    text("structure", "结构类型", "Structure", building -> building.structure()
                            .bilingual()),
                    text("startedOn", "开工日期", "Started on", ShareCalculator.Counted::startedOn),
                    area("floorAreaM2", "建筑面积", "Floor area", ShareCalculator.Counted::floorAreaM2),
                    text("prefab", "装配式建筑", "Prefab", building -> building.prefab() ? "是 / yes" : "否 / no"),
                    text(
                            "kind",
                            "评价",
                            "Evaluation",
                            building -> building.kind() == null
                                    ? null
                                    : building.kind().zh() + " / " + building.kind()),
                    number("percent", "装配率 %", "Prefab ratio %", ShareCalculator.Counted::percent),
                    text("ruleSet", "评价规则", "Rule set", ShareCalculator.Counted::ruleSet),
                    text(
                            "overridden",
                            "规则另行指定",
                            "Rule set overridden",
                            building -> building.overridden() ? "是 / yes" : ""),
                    text("rating", "评价地址", "Rating", ShareCalculator.Counted::rating)),
            values -> null,
            List.of());

    private ShareColumns() {}

    private static <T> Column<T> text(String field, String zh, String en, Function<T, ?> value) {
        return Column.of(field, zh, en, CellType.TEXT, value);
    }

    private static <T> Column<T> number(String field, String zh, String en, Function<T, ?> value) {
        return Column.of(field, zh, en, CellType.DECIMAL, value);
    }

    private static <T> Column<T> area(String field, String zh, String en, Function<T, ?> value) {
        return number(field, zh, en, value).in(M2);
    }

    /** Passes a region and then the regions within to a consumer. */
    static void flat(Share share, Consumer<Share> rows) {
        rows.accept(share);
        if (share.children() != null) {
            share.children().forEach(child -> flat(child, rows));
        }
    }
}
