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
import org.jdbi.v3.core.Handle;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Registered;
import org.prefabtracker.shared.RowSource;
import org.prefabtracker.shared.StoredJson;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.Layout;
import org.prefabtracker.workbook.Type;
import org.prefabtracker.workbook.Values;
import org.prefabtracker.workbook.WorkbookImport;

/** The declared quantities of the buildings of a project as a workbook: a row per value. */
@ApplicationScoped
public class TakeOffSheet implements WorkbookImport<TakeOffRow> {

    private static final Layout<TakeOffRow> LAYOUT = new Layout<>(
            "take-off",
            "装配率基础数据",
            "Take-off",
            List.of(
                    Column.of("building", "单体建筑", "Building", Type.TEXT, TakeOffRow::building)
                            .spelled("楼栋", "楼号", "单体", "栋号")
                            .must(),
                    Column.of(
                                    "phase",
                                    "阶段",
                                    "Phase",
                                    Type.choice(TakeOff.Phase.class, TakeOffSheet::zh),
                                    TakeOffRow::phase)
                            .noted("empty: design 不填为设计"),
                    Column.of("measure", "指标", "Measure", Type.oneOf(names()), TakeOffRow::measure)
                            .must()
                            .noted("choose from the list; a thing that is absent by its own name 从列表选择；缺项时可填其名称，如厨房"),
                    Column.of("value", "数值", "Value", Type.DECIMAL_OR_FLAG, TakeOffRow::value)
                            .must()
                            .noted("a number in the unit of the measure, or 是/否; empty where it is absent 缺项时不填"),
                    Column.of("reason", "缺项原因", "Reason if absent", Type.TEXT, TakeOffRow::reason),
                    Column.of("source", "依据", "Source drawing", Type.TEXT, TakeOffRow::source)
                            .spelled("图号")),
            TakeOffSheet::row,
            List.of(
                    new TakeOffRow(
                            "1#", TakeOff.Phase.DESIGN, Measure.PLAN_AREA, new BigDecimal("9310"), null, "JS-02"),
                    new TakeOffRow("1#", TakeOff.Phase.DESIGN, Measure.FULL_DECORATION, true, null, "JS-01"),
                    new TakeOffRow(
                            "2#", TakeOff.Phase.DESIGN, Absence.What.KITCHEN, null, "办公建筑 office building", "JS-04")));

    @Inject
    TakeOffs takeOffs;

    @Inject
    StoredJson json;

    @Override
    public Layout<TakeOffRow> layout() {
        return LAYOUT;
    }

    /** What a workbook says of a building and a phase is all there is of it. Counts take-offs, not rows. */
    @Override
    public Registered register(Handle handle, String project, RowSource<TakeOffRow> rows, Faults faults) {
        return new TakeOffRegistration(takeOffs, handle, Project.require(handle, project), rows, faults).run();
    }

    /** Hands over every value in force, by building and phase. */
    void each(Handle handle, Project project, Consumer<TakeOffRow> consumer) {
        handle.createQuery("""
                        select distinct on (b.code, t.phase) b.code, t.phase, t.content::text
                        from take_off t join building b on b.project_id = t.project_id and b.id = t.building_id
                        where t.project_id = :project order by b.code, t.phase desc, t.version desc""")
                .bind("project", project.id())
                .map((rs, context) -> rows(
                        rs.getString(1),
                        TakeOff.Phase.valueOf(rs.getString(2)),
                        json.read(rs.getString(3), TakeOff.class)))
                .forEach(rows -> rows.forEach(consumer));
    }

    private static List<TakeOffRow> rows(String building, TakeOff.Phase phase, TakeOff takeOff) {
        List<TakeOffRow> rows = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            JsonNode value = takeOff.measures().get(measure.key());
            if (value != null) {
                rows.add(new TakeOffRow(
                        building,
                        phase,
                        measure,
                        value.isBoolean() ? value.booleanValue() : value.decimalValue(),
                        null,
                        takeOff.sources().get(measure.key())));
            }
        }
        for (Absence absence : takeOff.absent()) {
            rows.add(new TakeOffRow(building, phase, absence.what(), null, absence.reason(), absence.evidence()));
        }
        return rows;
    }

    private static Map<String, Object> names() {
        Map<String, Object> names = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            String unit = measure.role() == Measure.Role.FACT ? "是/否" : measure.unit();
            names.put(measure.zh() + " " + measure.key() + " (" + unit + ")", measure);
            names.put(measure.zh() + " " + measure.key(), measure);
            names.put(measure.key(), measure);
            names.put(measure.zh(), measure);
        }
        for (Absence.What what : Absence.What.values()) {
            names.put(what.zh() + " " + what.key(), what);
            names.put(what.key(), what);
            names.put(what.zh(), what);
        }
        return names;
    }

    private static String zh(TakeOff.Phase phase) {
        return phase == TakeOff.Phase.DESIGN ? "设计" : "竣工";
    }

    private static TakeOffRow row(Values values) {
        return new TakeOffRow(
                values.get("building"),
                values.get("phase"),
                values.get("measure"),
                values.get("value"),
                values.get("reason"),
                values.get("source"));
    }
}
