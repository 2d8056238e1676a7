package org.prefabtracker.catalogue;

import org.prefabtracker.shared.message.Term;

/** The category of a component. */
public enum Category implements Term {
    COLUMN("柱", true),
    BRACE("支撑", true),
    SHEAR_WALL("剪力墙", true),
    DUCTILE_WALL_PANEL("延性墙板", true),
    BEAM("梁", true),
    TRUSS("桁架", true),
    SLAB("楼板", true),
    ROOF_PANEL("屋面板", true),
    METAL_DECK("压型钢板", true),
    STAIR("楼梯", true),
    BALCONY("阳台", true),
    AC_SLAB("空调板", true),
    FACADE_PANEL("外挂墙板", false),
    CURTAIN_WALL_UNIT("单元幕墙", false),
    PARTITION_PANEL("内隔墙板", false),
    PARAPET("女儿墙", false),
    KITCHEN_POD("集成厨房", false),
    BATHROOM_POD("集成卫生间", false),
    VOLUMETRIC_MODULE("模块单元", true),
    FLOOR_PANEL("楼地面板", false),
    OTHER("其他", false);

    private final String zh;
    private final boolean mainStructure;

    Category(String zh, boolean mainStructure) {
        this.zh = zh;
        this.mainStructure = mainStructure;
    }

    @Override
    public String zh() {
        return zh;
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
