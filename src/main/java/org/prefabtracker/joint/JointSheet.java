package org.prefabtracker.joint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;
import org.prefabtracker.workbook.Values;
import org.prefabtracker.workbook.WorkbookImport;

/** The joint schedules of the buildings of a project as a workbook: a row per joint. */
@ApplicationScoped
public class JointSheet implements WorkbookImport<JointInput> {

    private static final CellType CODES = CellType.parsed(
            text -> Arrays.stream(text.split("[,，、;；\\s]+"))
                    .filter(code -> !code.isEmpty())
                    .toList(),
            codes -> String.join(
                    ", ", ((List<?>) codes).stream().map(Object::toString).toList()),
            language -> language.of("填写构件编号，以逗号分隔", "expected component codes, separated by commas"));

    private static final SheetDefinition<JointInput> LAYOUT = new SheetDefinition<>(
            "joints",
            "连接节点",
            "Joints",
            List.of(
                    Column.of("building", "单体建筑", "Building", CellType.TEXT, JointInput::building)
                            .spelled("楼栋", "楼号", "单体", "栋号")
                            .must()
                            .noted("its code, as registered 已登记的单体编号"),
                    Column.of("code", "节点编号", "Joint code", CellType.TEXT, JointInput::code)
                            .spelled("连接编号", "joint")
                            .must()
                            .noted("unique in the building 单体内唯一"),
                    Column.of("kind", "节点类型", "Kind", CellType.oneOf(kinds()), JointInput::kind)
                            .must()
                            .noted("choose from the list 从列表选择"),
                    Column.of("storey", "楼层", "Storey", CellType.TEXT, JointInput::storey)
                            .spelled("层", "所在楼层", "floor", "story")
                            .noted("may be left out where its components stand on one 连接构件同层时可不填"),
                    Column.of("joins", "连接构件", "Joins components", CODES, JointInput::joins)
                            .spelled("连接的构件")
                            .must()
                            .noted("the codes of the components, separated by commas 构件编号，以逗号分隔"),
                    Column.of("widthMm", "宽度", "Width", CellType.DECIMAL, JointInput::widthMm)
                            .in("mm")
                            .noted("of strips 后浇段、后浇带须填"),
                    Column.of("heightMm", "高度", "Height", CellType.DECIMAL, JointInput::heightMm)
                            .in("mm")
                            .noted("of ring beams and joints of columns 圈梁、柱间连接区须填"),
                    Column.of(
                                    "columnSideMm",
                                    "柱截面较小边",
                                    "Smaller column side",
                                    CellType.DECIMAL,
                                    JointInput::columnSideMm)
                            .in("mm")
                            .noted("of joints of columns 柱间连接区须填"),
                    Column.of("volumeM3", "后浇混凝土体积", "Volume", CellType.DECIMAL, JointInput::volumeM3)
                            .spelled("体积")
                            .in("m3")
                            .noted("of all but slab strips 除板间后浇带外须填"),
                    Column.of("areaM2", "水平投影面积", "Area", CellType.DECIMAL, JointInput::areaM2)
                            .spelled("投影面积", "面积")
                            .in("m2")
                            .noted("of slab strips 板间后浇带须填"),
                    Column.of(
                                    "castInPlaceSide",
                                    "一侧现浇",
                                    "Cast in place side",
                                    CellType.FLAG,
                                    JointInput::castInPlaceSide)
                            .noted("yes where it also joins what is cast in place 同时连接现浇构件时填“是”"),
                    Column.of("position", "位置", "Position", CellType.TEXT, JointInput::position)
                            .spelled("轴线位置"),
                    Column.of("source", "依据", "Source drawing", CellType.TEXT, JointInput::source)
                            .spelled("图号")),
            JointSheet::row,
            List.of(
                    new JointInput(
                            "JD-05-01",
                            "1#",
                            JointKind.WALL_STRIP,
                            "5",
                            List.of("1#-05-NQ-01", "1#-05-NQ-02"),
                            new BigDecimal("400"),
                            null,
                            null,
                            new BigDecimal("0.232"),
                            null,
                            false,
                            "A/3",
                            "GS-12"),
                    new JointInput(
                            "HJD-05-01",
                            "1#",
                            JointKind.SLAB_STRIP,
                            null,
                            List.of("1#-05-DBS-01", "1#-05-DBS-02"),
                            new BigDecimal("300"),
                            null,
                            null,
                            null,
                            new BigDecimal("1.08"),
                            false,
                            null,
                            "GS-13")));

    @Inject
    JointImport joints;

    @Override
    public SheetDefinition<JointInput> layout() {
        return LAYOUT;
    }

    @Override
    public UpsertResult register(String project, RowSource<JointInput> rows, Violations violations) {
        return joints.register(Project.require(project), null, rows, violations);
    }

    /** A kind that has two Chinese names is known by either of them. */
    private static Map<String, Object> kinds() {
        Map<String, Object> names = new LinkedHashMap<>();
        for (JointKind kind : JointKind.values()) {
            names.put(kind.zh() + " " + kind.name(), kind);
            names.put(kind.name(), kind);
            names.put(kind.zh(), kind);
            for (String name : kind.zh().split("、")) {
                names.put(name, kind);
            }
        }
        return names;
    }

    private static JointInput row(Values values) {
        return new JointInput(
                values.get("code"),
                values.get("building"),
                values.get("kind"),
                values.get("storey"),
                values.get("joins"),
                values.get("widthMm"),
                values.get("heightMm"),
                values.get("columnSideMm"),
                values.get("volumeM3"),
                values.get("areaM2"),
                values.get("castInPlaceSide"),
                values.get("position"),
                values.get("source"));
    }
}
