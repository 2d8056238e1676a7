package org.prefabtracker.component;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.QuantityColumns;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;
import org.prefabtracker.workbook.Values;
import org.prefabtracker.workbook.WorkbookImport;

/** The bill of components as a workbook. */
@ApplicationScoped
public class ComponentSheet implements WorkbookImport<ComponentInput> {

    private static final SheetDefinition<ComponentInput> LAYOUT = new SheetDefinition<>(
            "components",
            "构件清单",
            "Components",
            Stream.concat(
                            Stream.of(
                                    Column.of("code", "构件编号", "Component code", CellType.TEXT, ComponentInput::code)
                                            .spelled("编号", "构件编码", "code", "component")
                                            .noted(
                                                    "unique in the project; or leave it out and give mark, storeys and quantity"
                                                            + " 项目内唯一；也可不填，改填构件号、楼层范围和数量"),
                                    Column.of("mark", "构件号", "Mark", CellType.TEXT, ComponentInput::mark)
                                            .spelled("构件型号")
                                            .noted("shared by identical components 相同构件共用"),
                                    Column.of("building", "单体建筑", "Building", CellType.TEXT, ComponentInput::building)
                                            .spelled("楼栋", "楼号", "单体", "栋号")
                                            .must()
                                            .noted("its code, as registered 已登记的单体编号"),
                                    Column.<ComponentInput>of(
                                                    "storey",
                                                    "楼层",
                                                    "Storey",
                                                    CellType.TEXT,
                                                    row -> row.storey() != null ? row.storey() : row.storeys())
                                            .spelled("层", "所在楼层", "floor", "storeys", "story")
                                            .fills("storeys")
                                            .must()
                                            .noted("its code; without a component code a range such as 3-17 or 2,4,6-9"
                                                    + " 楼层编号；无构件编号时填范围"),
                                    Column.of("spec", "规格编号", "Spec code", CellType.TEXT, ComponentInput::spec)
                                            .spelled("规格", "构件规格", "spec")
                                            .must()
                                            .noted("as in the catalogue 构件规格库中的编号"),
                                    Column.of(
                                                    "specOwner",
                                                    "规格所属",
                                                    "Spec owner",
                                                    CellType.TEXT,
                                                    ComponentInput::specOwner)
                                            .noted(
                                                    "an organisation's code, or STANDARD; empty: as before, else your own, else the"
                                                            + " standard's 单位编号或 STANDARD；不填为原规格，其次本单位，再次标准库"),
                                    Column.of(
                                                    "specRevision",
                                                    "规格版本",
                                                    "Spec revision",
                                                    CellType.WHOLE,
                                                    ComponentInput::specRevision)
                                            .noted("empty: the one in force 不填为现行版本"),
                                    Column.of("quantity", "数量", "Quantity", CellType.WHOLE, ComponentInput::quantity)
                                            .noted("how many on each storey, of a row without component code"
                                                    + " 无构件编号时每层的件数"),
                                    Column.of("count", "批件数", "Count per lot", CellType.WHOLE, ComponentInput::count)
                                            .spelled("件/批", "count")
                                            .noted(
                                                    "of a lot that moves whole; its quantities are totals 整批移动的件数，工程量为合计"),
                                    Column.of("position", "位置", "Position", CellType.TEXT, ComponentInput::position)
                                            .spelled("轴线位置"),
                                    Column.of("exterior", "外墙", "Exterior", CellType.FLAG, ComponentInput::exterior)
                                            .noted("empty: as usual for its category 不填按类别默认")),
                            QuantityColumns.of(ComponentInput::quantities))
                    .toList(),
            ComponentSheet::row,
            List.of(
                    new ComponentInput(
                            "1#-05-DBS-017",
                            "YB-3",
                            "1#",
                            "5",
                            null,
                            null,
                            "DBS1-67-3620-31",
                            null,
                            null,
                            "A-B/3-4",
                            null,
                            null,
                            new Quantities(null, null, null, null, null, new BigDecimal("6.1"), null, null)),
                    new ComponentInput(
                            null,
                            "YB-4",
                            "1#",
                            null,
                            "3-17",
                            4,
                            "DBS1-67-3620-31",
                            null,
                            null,
                            null,
                            null,
                            null,
                            null)));

    @Inject
    BillImport bill;

    @Override
    public SheetDefinition<ComponentInput> layout() {
        return LAYOUT;
    }

    @Override
    public UpsertResult register(String project, RowSource<ComponentInput> rows, Violations violations) {
        return bill.register(Project.require(project), rows, BillImport.Rest.COUNTED, violations);
    }

    @Override
    public UpsertResult replace(String project, RowSource<ComponentInput> rows, Violations violations) {
        return bill.register(Project.require(project), rows, BillImport.Rest.CANCELLED, violations);
    }

    /** A row with a code is one component, and a quantity of 1 is ignored; a row without a code has a range of storeys. */
    private static ComponentInput row(Values values) {
        String code = values.get("code");
        String storey = values.get("storey");
        Integer quantity = values.get("quantity");
        boolean one = code != null;
        return new ComponentInput(
                code,
                values.get("mark"),
                values.get("building"),
                one ? storey : null,
                one ? null : storey,
                one && quantity != null && quantity == 1 ? null : quantity,
                values.get("spec"),
                values.get("specOwner"),
                values.get("specRevision"),
                values.get("position"),
                values.get("exterior"),
                values.get("count"),
                QuantityColumns.read(values));
    }
}
