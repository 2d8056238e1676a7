package org.prefabtracker.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.workbook.file.Cell;
import org.prefabtracker.workbook.file.NumberFormat;

/** What a cell is taken for in a column of a type; what may be meant in two ways is refused. */
class CellTypeTest {

    private static final NumberFormat DATE = new NumberFormat(14, "m/d/yy", true, false, false);
    private static final NumberFormat PERCENT = new NumberFormat(9, "0%", false, true, false);
    private static final NumberFormat PADDED = new NumberFormat(180, "000", false, false, true);

    @Test
    void takesAPercentageForAMeasureInPercentAndForNothingElse() {
        Cell cell = number("0.35", PERCENT, false);
        assertThat(CellType.DECIMAL.read(cell, "%")).isEqualTo(new BigDecimal("35"));
        assertThat(CellType.DECIMAL_OR_FLAG.read(cell, "%")).isEqualTo(new BigDecimal("35"));
        assertThat(CellType.DECIMAL.read(text("35 %"), "%")).isEqualTo(new BigDecimal("35"));
        assertRefused(
                CellType.DECIMAL,
                cell,
                "m3",
                "35% is a percentage, the column is not in percent; give the cell the format Number and enter the value");
        assertRefused(CellType.DECIMAL, text("35%"), "m3", "expected a number, without its unit");
        assertThat(CellType.TEXT.read(cell, null)).isEqualTo("35%");
    }

    @Test
    void refusesWhatExcelMadeADateOf() {
        Cell cell = number("46098.5", DATE, false);
        String inText = "Excel made a date of it: 3/17/26; give the column the format Text and enter it again";
        assertRefused(CellType.TEXT, cell, null, inText);
        assertRefused(CellType.choice(Category.class, Category::zh), cell, null, inText);
        String inNumber = "Excel made a date of it: 3/17/26; give the cell the format Number and enter it again";
        assertRefused(CellType.DECIMAL, cell, "m3", inNumber);
        assertRefused(CellType.DECIMAL_OR_FLAG, cell, "m3", inNumber);
        assertRefused(CellType.WHOLE, cell, null, inNumber);
        assertRefused(
                CellType.TEXT,
                new Cell(Cell.Kind.DATE, "2026-03-17", NumberFormat.GENERAL, false, false),
                null,
                "Excel made a date of it: 2026-03-17; give the column the format Text and enter it again");
    }

    @Test
    void keepsTheDigitsOfCodes() {
        assertThat(CellType.TEXT.read(number("12345678901234567890", NumberFormat.GENERAL, false), null))
                .isEqualTo("12345678901234567890");
        assertThat(CellType.TEXT.read(number("7", PADDED, false), null)).isEqualTo("007");
        assertThat(CellType.DECIMAL.read(number("7", PADDED, false), null)).isEqualTo(new BigDecimal("7"));
    }

    @Test
    void asksForTheFormulaToBeCalculated() {
        Cell cell = new Cell(Cell.Kind.UNCALCULATED, "", NumberFormat.GENERAL, true, false);
        String fault = "formula was not calculated; open and save the file in a spreadsheet program";
        assertRefused(CellType.TEXT, cell, null, fault);
        assertRefused(CellType.DECIMAL, cell, "m3", fault);
    }

    @Test
    void repeatsTheTextOfMergedCellsButNotTheirNumber() {
        assertThat(CellType.TEXT.read(number("5", NumberFormat.GENERAL, true), null))
                .isEqualTo("5");
        String fault =
                "merged cells: it is not clear whether the number counts once or in each row; unmerge them and enter it in each row";
        assertRefused(CellType.DECIMAL, number("5", NumberFormat.GENERAL, true), "m3", fault);
        assertRefused(CellType.WHOLE, number("5", NumberFormat.GENERAL, true), null, fault);
    }

    @Test
    void asksForADecimalPointWhereACommaIsUnclear() {
        Cell cell = new Cell(Cell.Kind.UNCLEAR, "1,250", NumberFormat.GENERAL, false, false);
        assertRefused(
                CellType.DECIMAL,
                cell,
                "m3",
                "1,250: the comma may be the decimal one or that of thousands; write a decimal point, and no thousands");
        assertThat(CellType.TEXT.read(cell, null)).isEqualTo("1,250");
        assertThat(CellType.DECIMAL.read(text("1,250"), "m3")).isEqualTo(new BigDecimal("1250"));
    }

    @Test
    void readsOneAsANumberWhereBothAreTaken() {
        assertThat(CellType.DECIMAL_OR_FLAG.read(number("1", NumberFormat.GENERAL, false), "m2"))
                .isEqualTo(BigDecimal.ONE);
        assertThat(CellType.DECIMAL_OR_FLAG.read(text("是"), null)).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"外墙, FACADE_PANEL", "叠合板, SLAB", "shear wall, SHEAR_WALL", "楼梯, STAIR"})
    void takesWhatPeopleCallACategoryAsJsonDoes(String sent, Category meant) {
        assertThat(CellType.choice(Category.class, Category::zh).read(text(sent), null))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SLAP    | did you mean 楼板 SLAB? It is one of 21 values; the template lists them",
                "楼版    | did you mean 楼板 SLAB, 楼梯 STAIR? It is one of 21 values; the template lists them",
                "unknown | one of 21 values, for example 柱 COLUMN, 支撑 BRACE, 剪力墙 SHEAR_WALL, 延性墙板 DUCTILE_WALL_PANEL, 梁 BEAM; the template lists them"
            })
    void namesAtMostFiveValuesOfAClosedSet(String sent, String fault) {
        assertRefused(CellType.choice(Category.class, Category::zh), text(sent), null, fault);
    }

    @Test
    void namesAllValuesOfASmallSet() {
        assertThatThrownBy(() -> CellType.choice(AbsentFeature.What.class, AbsentFeature.What::zh)
                        .read(text("x"), null))
                .hasMessageStartingWith("one of ");
    }

    private static Cell number(String digits, NumberFormat format, boolean merged) {
        return new Cell(Cell.Kind.NUMBER, digits, format, false, merged);
    }

    private static Cell text(String text) {
        return new Cell(Cell.Kind.TEXT, text, NumberFormat.GENERAL, false, false);
    }

    private static void assertRefused(CellType type, Cell cell, String unit, String fault) {
        assertThatThrownBy(() -> type.read(cell, unit))
                .isInstanceOfSatisfying(
                        CellType.Unreadable.class, unreadable -> assertThat(unreadable.text.in(Language.EN))
                                .isEqualTo(fault));
    }
}
