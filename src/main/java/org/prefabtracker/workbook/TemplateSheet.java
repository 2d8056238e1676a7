package org.prefabtracker.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Makes the template of a workbook from its layout: headers, examples, drop-down lists and instructions. */
public final class TemplateSheet {

    private static final String CHOICES = "选项 Choices";
    private static final int FILLABLE_ROWS = 10_000;

    private TemplateSheet() {}

    public static byte[] of(SheetDefinition<?> layout) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            RowWriter.SheetStyles styles = new RowWriter.SheetStyles(workbook);
            fill(layout, workbook.createSheet(layout.zh() + " " + layout.en()), styles);
            instructions(layout, workbook.createSheet("说明 Instructions"), styles);
            choices(layout, workbook);
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static <T> void fill(SheetDefinition<T> layout, Sheet sheet, RowWriter.SheetStyles styles) {
        sheet.createFreezePane(1, 1);
        Row headers = sheet.createRow(0);
        styles.header(headers, 0, SheetDefinition.EXAMPLE);
        sheet.setColumnWidth(0, 14 * 256);
        List<Column<T>> columns = layout.columns();
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            styles.column(headers, i + 1, column, column.title() + (column.required() ? " *" : ""));
        }
        RowWriter.printWell(sheet, 1);
        int next = 1;
        for (T example : layout.examples()) {
            Row row = sheet.createRow(next++);
            styles.put(row, 0, "示例 Example");
            for (int i = 0; i < columns.size(); i++) {
                Object value = columns.get(i).value().apply(example);
                if (value != null) {
                    styles.put(row, i + 1, columns.get(i).type().written(value));
                }
            }
        }
    }

    private static void instructions(SheetDefinition<?> layout, Sheet sheet, RowWriter.SheetStyles styles) {
        String[] lines = {
            "带 * 的列必填；列的顺序可以改变，多余的列不读取。 Columns with * are required; any order, further columns are not read.",
            "“示例”列有内容的行不会导入：请删除示例行，或清空该列。 Rows marked in the column Example are not imported: delete them or the mark.",
            "按编号识别：已有的更新，没有的新建；有一处错误则全部不导入。 Rows are matched by code; with one error anywhere nothing is stored.",
            "空单元格清除原值；没有该列则保留原值。 An empty cell erases the stored value; without the column it stays.",
            "标题注明其他单位（如 t、cm）时自动换算。 Numbers under a header with another unit (t, cm) are converted.",
            "隐藏的行和工作表、合计行及表下签名不导入，并在结果中说明。 Hidden rows and sheets, totals and signatures are left out, and the answer says so.",
        };
        int next = 0;
        for (String line : lines) {
            styles.put(sheet.createRow(next++), 0, line);
        }
        next++;
        for (Column<?> column : layout.columns()) {
            Row row = sheet.createRow(next++);
            styles.header(row, 0, column.title());
            styles.put(row, 1, column.required() ? "必填 required" : "选填 optional");
            styles.put(row, 2, column.note());
        }
        sheet.setColumnWidth(0, 40 * 256);
        sheet.setColumnWidth(1, 16 * 256);
        sheet.setColumnWidth(2, 80 * 256);
    }

    /** The lists are on a separate sheet, because a list within a validation rule may have 255 characters at most. */
    private static void choices(SheetDefinition<?> layout, XSSFWorkbook workbook) {
        Sheet lists = workbook.createSheet(CHOICES);
        Sheet sheet = workbook.getSheetAt(0);
        DataValidationHelper helper = sheet.getDataValidationHelper();
        for (int i = 0; i < layout.columns().size(); i++) {
            List<String> choices = layout.columns().get(i).type().shownChoices();
            if (choices.isEmpty()) {
                continue;
            }
            for (int j = 0; j < choices.size(); j++) {
                Row row = lists.getRow(j) == null ? lists.createRow(j) : lists.getRow(j);
                row.createCell(i).setCellValue(choices.get(j));
            }
            String letter = CellReference.convertNumToColString(i);
            DataValidation list = helper.createValidation(
                    helper.createFormulaListConstraint(
                            "'" + CHOICES + "'!$" + letter + "$1:$" + letter + "$" + choices.size()),
                    new CellRangeAddressList(1, FILLABLE_ROWS, i + 1, i + 1));
            // a suggestion only: other spellings are accepted too
            list.setShowErrorBox(false);
            sheet.addValidationData(list);
        }
        workbook.setSheetVisibility(workbook.getSheetIndex(lists), SheetVisibility.HIDDEN);
    }
}
