package org.prefabtracker.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.shared.input.Constraints;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.problem.Violations;

/** What the headers and rows of a sheet are taken for, shown on a small layout of its own. */
class HeaderRowTest {

    /** A thing with a name, a length, a mass, a volume and an area. */
    record Thing(String name, BigDecimal length, BigDecimal mass, BigDecimal volume, BigDecimal area, Integer count) {}

    private static final SheetDefinition<Thing> LAYOUT = new SheetDefinition<>(
            "things",
            "物件",
            "Things",
            List.of(
                    Column.of("name", "名称", "Name", CellType.TEXT, Thing::name).must(),
                    Column.of("length", "长", "Length", CellType.DECIMAL, Thing::length)
                            .spelled("长度")
                            .in("mm"),
                    Column.of("mass", "质量", "Mass", CellType.DECIMAL, Thing::mass)
                            .spelled("含钢量")
                            .in("kg"),
                    Column.of("volume", "混凝土体积", "Concrete", CellType.DECIMAL, Thing::volume)
                            .in("m³"),
                    Column.of("area", "面积", "Area", CellType.DECIMAL, Thing::area)
                            .in("m²"),
                    Column.of("count", "数量", "Quantity", CellType.WHOLE, Thing::count)),
            row -> new Thing(
                    row.get("name"),
                    row.get("length"),
                    row.get("mass"),
                    row.get("volume"),
                    row.get("area"),
                    row.get("count")),
            List.of());

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "质量/t, 2, mass 2000",
        "长度/mm, 2, length 2",
        "混凝土体积/L, 250, volume 0.25",
        "Mass (lb), 3, mass 1.36077711",
        "长 (ft), 10, length 3048",
        "长(公分), 342, length 3420",
        "长度 [mm], 5, length 5",
        "长度【m】, 3.42, length 3420",
        "长度mm, 5, length 5",
        "长度（单位：cm）, 5, length 50",
        "'Mass, t', 0.5, mass 500",
        "Mass t, 0.5, mass 500",
        "长度 / Length (m), 3, length 3000",
        "长度 / Length * (mm), 3, length 3",
        "Concrete (dm³), 1, volume 0.001",
        "混凝土体积m3, 1.5, volume 1.5",
        "混凝土体积（㎥）, 1.5, volume 1.5",
        "混凝土体积(立方米), 1.5, volume 1.5",
        "面积(cm²), 5, area 0.0005",
        "面积 ㎡, 5, area 5",
        "length(in), 1, length 25.4",
        "质量(公斤), 5, mass 5",
        "质量 g, 5, mass 0.005",
        "数量(件), 5, count 5",
    })
    void convertsNumbersUnderAHeaderWithAnotherUnitOfTheSameKind(String header, BigDecimal sent, String expected)
            throws Exception {
        Reading reading = read(new Object[] {"名称", header}, new Object[] {"a", sent});
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.things).singleElement().satisfies(thing -> assertThat(Stream.of(
                                "length " + thing.length,
                                "mass " + thing.mass,
                                "volume " + thing.volume,
                                "area " + thing.area,
                                "count " + thing.count)
                        .filter(value -> !value.endsWith("null")))
                .containsExactly(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "含钢量 (kg/m³), 单位“kg/m3”无法换算；该列为 质量 / Mass (kg)",
        "质量/kN, 单位“kn”无法换算；该列为 质量 / Mass (kg)",
        "质量(估算), 单位“估算”无法换算；该列为 质量 / Mass (kg)",
        "长度 (m²), 单位“m2”无法换算；该列为 长 / Length (mm)",
        "数量 (m³), 单位“m3”无法换算；该列为 数量 / Quantity",
        "长(m)/Length(mm), '单位“m, mm”无法换算；该列为 长 / Length (mm)'",
        "混凝士体积 (m³), 标题未识别；是否应为 混凝土体积 / Concrete (m³)？",
        "砼体积 (m³), 标题未识别；是否应为 混凝土体积 / Concrete (m³)？",
    })
    void refusesAHeaderWhoseNumbersWouldBeTakenForOthers(String header, String fault) throws Exception {
        Reading reading = read(new Object[] {"名称", header, "面积"}, new Object[] {"a", 1});
        assertThat(reading.faults()).containsExactly("B1 " + fault);
    }

    @Test
    void saysWhichColumnsAreNotReadAndWhatTheyMayMean() throws Exception {
        Reading reading = read(new Object[] {"名称", "备注", "质 量", "质量2", "层高"}, new Object[] {"a", "b", 1, 2, 3});
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.rows.notes().getIgnoredColumns())
                .containsExactly(
                        new IgnoredColumn("Sheet1", "B", "备注", null),
                        new IgnoredColumn("Sheet1", "D", "质量2", "质量 / Mass (kg)"),
                        new IgnoredColumn("Sheet1", "E", "层高", null));
    }

    @Test
    void leavesOutTotalsAndWhatStandsBelowTheTable() throws Exception {
        Reading reading = read(
                new Object[] {"构件汇总表"},
                new Object[] {"名称", "质量", "备注"},
                new Object[] {"a", 1},
                new Object[] {"小计", 1},
                new Object[] {"b", 2},
                new Object[] {null, 3, "合 计"},
                new Object[] {null, null, "制表：张三"},
                new Object[] {null, 7, "审核：李四"});
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.things).extracting(Thing::name).containsExactly("a", "b");
        assertThat(reading.rows.notes().getLeftOutRows())
                .isEqualTo(new ReadingNotes.Rows(
                        4,
                        Stream.of(4, 6, 7, 8)
                                .map(row -> new ReadingNotes.Row("Sheet1", row))
                                .toList()));
    }

    @Test
    void asksForWhatIsMissingInsideTheTable() throws Exception {
        Reading reading = read(
                new Object[] {"Name", "Mass"}, new Object[] {"a", 1}, new Object[] {null, 2}, new Object[] {"b", 3});
        assertThat(reading.things).extracting(Thing::name).containsExactly("a", null, "b");
    }

    @Test
    void roundsWhatAFormulaComputesAndRefusesNothingOfIt() throws Exception {
        Reading reading = read(new Object[] {"Name", "Mass"}, new Object[] {"a", "=2/3"});
        assertThat(reading.things.get(0).mass).isEqualByComparingTo("0.666666667");
        assertThat(reading.rows.notes().getRoundedValues()).isEqualTo(1);
    }

    private Reading read(Object[]... rows) throws Exception {
        Path file = Files.createTempFile(directory, "sheet", null);
        Files.write(file, WorkbookFile.of(Map.of("Sheet1", rows)));
        Reading reading =
                new Reading(new WorkbookRows<>(LAYOUT, file, 64 << 20, false, Constraints.validator(), done -> {}));
        reading.rows.read((line, thing) -> reading.things.add(thing), reading.violations);
        return reading;
    }

    private record Reading(WorkbookRows<Thing> rows, List<Thing> things, Violations violations) {
        Reading(WorkbookRows<Thing> rows) {
            this(rows, new ArrayList<>(), new Violations());
        }

        List<String> faults() {
            return violations.kept().stream()
                    .map(violation -> {
                        var cell = (org.prefabtracker.shared.problem.ErrorLocation.Cell) violation.place();
                        return cell.column() + cell.row() + " "
                                + violation.text().in(Language.ZH);
                    })
                    .toList();
        }
    }
}
