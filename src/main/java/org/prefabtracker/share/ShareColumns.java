package org.prefabtracker.share;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.prefabtracker.project.Structure;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.Layout;
import org.prefabtracker.workbook.Type;

/** Shares and their buildings as workbooks, to be read only. */
final class ShareColumns {

    private static final String M2 = "m2";

    static final Layout<Share> REGIONS = new Layout<>(
            "share",
            "装配式建筑占比",
            "Share",
            List.of(
                    text("region", "行政区划代码", "Region", Share::region),
                    text("name", "名称", "Name", Share::name),
                    text("level", "级别", "Level", Share::level),
                    Column.of("year", "年度", "Year", Type.WHOLE, Share::year),
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
                    area("concrete", "其中混凝土结构", "Prefab concrete", share -> share.prefabOf(Structure.CONCRETE)),
                    area("steel", "其中钢结构", "Prefab steel", share -> share.prefabOf(Structure.STEEL)),
                    area("timber", "其中木结构", "Prefab timber", share -> share.prefabOf(Structure.TIMBER)),
                    area("composite", "其中组合结构", "Prefab composite", share -> share.prefabOf(Structure.COMPOSITE)),
                    Column.of("buildings", "单体数", "Buildings", Type.WHOLE, share -> share.tracked()
                            .buildings()),
                    Column.of("prefabBuildings", "装配式单体数", "Prefab buildings", Type.WHOLE, share -> share.tracked()
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

    static final Layout<Shares.Counted> BUILDINGS = new Layout<>(
            "share-buildings",
            "新开工建筑",
            "Buildings",
            List.of(
                    text("project", "项目编号", "Project", Shares.Counted::project),
                    text("building", "单体建筑", "Building", Shares.Counted::building),
                    text("name", "名称", "Name", Shares.Counted::name),
                    text("region", "行政区划代码", "Region", Shares.Counted::region),
                    text("structure", "结构类型", "Structure", Shares.Counted::structure),
                    text("startedOn", "开工日期", "Started on", Shares.Counted::startedOn),
                    area("floorAreaM2", "建筑面积", "Floor area", Shares.Counted::floorAreaM2),
                    text("prefab", "装配式建筑", "Prefab", building -> building.prefab() ? "是 / yes" : "否 / no"),
                    text(
                            "kind",
                            "评价",
                            "Evaluation",
                            building -> building.kind() == null
                                    ? null
                                    : building.kind().zh() + " / " + building.kind()),
                    number("percent", "装配率 %", "Prefab ratio %", Shares.Counted::percent),
                    text("ruleSet", "评价规则", "Rule set", Shares.Counted::ruleSet),
                    text(
                            "overridden",
                            "规则另行指定",
                            "Rule set overridden",
                            building -> building.overridden() ? "是 / yes" : ""),
                    text("rating", "评价地址", "Rating", Shares.Counted::rating)),
            values -> null,
            List.of());

    private ShareColumns() {}

    private static <T> Column<T> text(String field, String zh, String en, Function<T, ?> value) {
        return Column.of(field, zh, en, Type.TEXT, value);
    }

    private static <T> Column<T> number(String field, String zh, String en, Function<T, ?> value) {
        return Column.of(field, zh, en, Type.DECIMAL, value);
    }

    private static <T> Column<T> area(String field, String zh, String en, Function<T, ?> value) {
        return number(field, zh, en, value).in(M2);
    }

    /** A region before those that lie in it. */
    static void flat(Share share, Consumer<Share> rows) {
        rows.accept(share);
        if (share.children() != null) {
            share.children().forEach(child -> flat(child, rows));
        }
    }
}
