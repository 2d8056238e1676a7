package org.prefabtracker.project;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;
import org.prefabtracker.workbook.Values;
import org.prefabtracker.workbook.WorkbookImport;

/** The declared quantities of the buildings of a project as a workbook: a row per value. */
@ApplicationScoped
public class TakeOffSheet implements WorkbookImport<TakeOffInput> {

    private static final SheetDefinition<TakeOffInput> LAYOUT = new SheetDefinition<>(
            "take-off",
            "装配率基础数据",
            "Take-off",
            List.of(
                    Column.of("building", "单体建筑", "Building", CellType.TEXT, TakeOffInput::building)
                            .spelled("楼栋", "楼号", "单体", "栋号")
                            .must(),
                    Column.of(
                                    "phase",
                                    "阶段",
                                    "Phase",
                                    CellType.choice(TakeOff.Phase.class, TakeOff.Phase::zh),
                                    TakeOffInput::phase)
                            .noted("empty: design 不填为设计"),
                    Column.of("measure", "指标", "Measure", CellType.oneOf(names()), TakeOffInput::measure)
                            .must()
                            .noted("choose from the list; a thing that is absent by its own name 从列表选择；缺项时可填其名称，如厨房"),
                    Column.of("value", "数值", "Value", CellType.DECIMAL_OR_FLAG, TakeOffInput::value)
                            .in(row -> row.<Object>get("measure") instanceof DeclaredQuantity quantity
                                    ? quantity.unit()
                                    : null)
                            .must()
                            .noted("a number in the unit of the measure, or 是/否; empty where it is absent 缺项时不填"),
                    Column.of("reason", "缺项原因", "Reason if absent", CellType.TEXT, TakeOffInput::reason),
                    Column.of("source", "依据", "Source drawing", CellType.TEXT, TakeOffInput::source)
                            .spelled("图号")),
            TakeOffSheet::row,
            List.of(
                    new TakeOffInput(
                            "1#",
                            TakeOff.Phase.DESIGN,
                            DeclaredQuantity.PLAN_AREA,
                            new BigDecimal("9310"),
                            null,
                            "JS-02"),
                    new TakeOffInput("1#", TakeOff.Phase.DESIGN, DeclaredQuantity.FULL_DECORATION, true, null, "JS-01"),
                    new TakeOffInput(
                            "2#",
                            TakeOff.Phase.DESIGN,
                            AbsentFeature.What.KITCHEN,
                            null,
                            "办公建筑 office building",
                            "JS-04")));

    @Inject
    TakeOffStore takeOffs;

    @Inject
    BuildingStore buildings;

    @Override
    public SheetDefinition<TakeOffInput> layout() {
        return LAYOUT;
    }

    /** The rows of a building and a phase replace its whole take-off. Counts take-offs, not rows. */
    @Override
    public UpsertResult register(String project, RowSource<TakeOffInput> rows, Violations violations) {
        return new TakeOffImport(takeOffs, buildings, Project.require(project), rows, violations).run();
    }

    /** Passes every value in force to a consumer, by building and phase. */
    void each(Project project, Consumer<TakeOffInput> consumer) {
        takeOffs.each(project, (building, phase, takeOff) -> rows(building, phase, takeOff)
                .forEach(consumer));
    }

    private static List<TakeOffInput> rows(String building, TakeOff.Phase phase, TakeOff takeOff) {
        List<TakeOffInput> rows = new ArrayList<>();
        for (DeclaredQuantity measure : DeclaredQuantity.values()) {
            JsonNode value = takeOff.measures().get(measure.key());
            if (value != null) {
                rows.add(new TakeOffInput(
                        building,
                        phase,
                        measure,
                        value.isBoolean() ? value.booleanValue() : value.decimalValue(),
                        null,
                        takeOff.sources().get(measure.key())));
            }
        }
        for (AbsentFeature absence : takeOff.absent()) {
            rows.add(new TakeOffInput(building, phase, absence.what(), null, absence.reason(), absence.evidence()));
        }
        return rows;
    }

    private static Map<String, Object> names() {
        Map<String, Object> names = new LinkedHashMap<>();
        for (DeclaredQuantity measure : DeclaredQuantity.values()) {
            String unit = measure.role() == DeclaredQuantity.Role.FACT ? "是/否" : measure.unit();
            names.put(measure.zh() + " " + measure.key() + " (" + unit + ")", measure);
            names.put(measure.zh() + " " + measure.key(), measure);
            names.put(measure.key(), measure);
            names.put(measure.zh(), measure);
        }
        for (AbsentFeature.What what : AbsentFeature.What.values()) {
            names.put(what.zh() + " " + what.key(), what);
            names.put(what.key(), what);
            names.put(what.zh(), what);
        }
        return names;
    }

    private static TakeOffInput row(Values values) {
        return new TakeOffInput(
                values.get("building"),
                values.get("phase"),
                values.get("measure"),
                values.get("value"),
                values.get("reason"),
                values.get("source"));
    }
}
