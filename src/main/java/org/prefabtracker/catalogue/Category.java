package org.prefabtracker.catalogue;

import java.util.List;
import org.prefabtracker.shared.message.Term;

/** The category of a component. */
public enum Category implements Term {
    COLUMN("柱", true, "预制柱", "框架柱"),
    BRACE("支撑", true, "斜撑"),
    SHEAR_WALL("剪力墙", true, "剪力墙板", "预制剪力墙", "外墙板", "内墙板", "预制外墙板"),
    DUCTILE_WALL_PANEL("延性墙板", true),
    BEAM("梁", true, "预制梁", "叠合梁"),
    TRUSS("桁架", true),
    SLAB("楼板", true, "叠合板", "叠合楼板", "预制楼板"),
    ROOF_PANEL("屋面板", true),
    METAL_DECK("压型钢板", true, "楼承板"),
    STAIR("楼梯", true, "预制楼梯", "楼梯板"),
    BALCONY("阳台", true, "阳台板", "预制阳台"),
    AC_SLAB("空调板", true),
    FACADE_PANEL("外挂墙板", false, "外墙", "外挂板", "外墙板", "预制外墙板"),
    CURTAIN_WALL_UNIT("单元幕墙", false, "幕墙", "幕墙单元"),
    PARTITION_PANEL("内隔墙板", false, "内隔墙", "隔墙", "隔墙板", "内墙板"),
    PARAPET("女儿墙", false),
    KITCHEN_POD("集成厨房", false, "整体厨房"),
    BATHROOM_POD("集成卫生间", false, "整体卫生间", "整体卫浴", "集成卫浴"),
    VOLUMETRIC_MODULE("模块单元", true, "模块", "空间模块"),
    FLOOR_PANEL("楼地面板", false, "地面板"),
    OTHER("其他", false);

    private final String zh;
    private final boolean mainStructure;
    private final List<String> alsoCalled;

    Category(String zh, boolean mainStructure, String... alsoCalled) {
        this.zh = zh;
        this.alsoCalled = List.of(alsoCalled);
        this.mainStructure = mainStructure;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public List<String> alsoCalled() {
        return alsoCalled;
    }

    /** Whether it bears load: such a piece is not accepted before it is connected. */
    public boolean mainStructure() {
        return mainStructure;
    }

    /** Whether its components are exterior by default. */
    public boolean exteriorByDefault() {
        return this == FACADE_PANEL || this == CURTAIN_WALL_UNIT || this == PARAPET;
    }

    /** Whether a spec per m2 is measured by its face and not by its plan area. */
    public boolean measuredByFace() {
        return switch (this) {
            case SHEAR_WALL, DUCTILE_WALL_PANEL, FACADE_PANEL, CURTAIN_WALL_UNIT, PARTITION_PANEL, PARAPET -> true;
            default -> false;
        };
    }
}
