package org.prefabtracker.component;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.prefabtracker.component.HabitFile.Cells;

/**
 * One small file for each habit of the programs that write workbooks and CSV. All hold the same bill of three components, so a file that
 * is read with any other value is seen at once.
 */
final class WriterHabits {

    static final Object[] HEADERS = {"构件编号", "单体建筑", "楼层", "规格编号", "位置", "外墙", "质量", "混凝土体积"};

    /** Numbers are as the file has them; 007 is a text. */
    static final Object[][] BILL = {
        {"CW-1", "1#", "1", "CW-SLAB", "A-B/3-4", true, new HabitFile.Number("900.5"), new HabitFile.Number("0.361152")
        },
        {"CW-2", "1#", "2", "CW-SLAB", "甲 & <乙> \"丙\"", false, new HabitFile.Number("1500"), new HabitFile.Number("1.5")
        },
        {"007", "1#", "3", "CW-SLAB", null, null, null, null},
    };

    private static final String R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /** @param name of the habit, and a program that has it */
    record Habit(String name, byte[] file) {
        @Override
        public String toString() {
            return name;
        }
    }

    private WriterHabits() {}

    static Stream<Habit> all() {
        List<Habit> habits = new ArrayList<>();
        cells(habits);
        values(habits);
        names(habits);
        encodings(habits);
        archives(habits);
        around(habits);
        CsvHabits.add(habits);
        return habits.stream();
    }

    private static void add(List<Habit> habits, String name, HabitFile file) {
        habits.add(new Habit(name, file.zip()));
    }

    private static HabitFile excel() {
        return HabitFile.of(Cells.SHARED);
    }

    private static HabitFile edited(String part, String from, String to) {
        return excel().replace(part, from, to);
    }

    private static HabitFile sheet(UnaryOperator<String> edit) {
        return HabitFile.of(Cells.INLINE).edit(HabitFile.SHEET, edit);
    }

    /** A bill in which the cell of a value is written in another way. */
    private static HabitFile cell(Object value, String xml) {
        return HabitFile.of((reference, given) ->
                given.equals(value) ? xml.formatted(reference) : Cells.INLINE.write(reference, given));
    }

    private static void cells(List<Habit> habits) {
        add(habits, "shared strings (Excel)", excel());
        add(habits, "inline strings (openpyxl write-only, SXSSF)", HabitFile.of(Cells.INLINE));
        add(habits, "strings as those of formulas (SheetJS)", HabitFile.of(Cells.STRINGS));
        add(habits, "cells without references (R writexl)", sheet(xml -> xml.replaceAll(" r=\"[A-Z]+\\d+\"", "")));
        add(
                habits,
                "neither cells nor rows with references (Crystal Reports)",
                sheet(xml -> xml.replaceAll(" r=\"[A-Z]*\\d+\"", "")));
        add(habits, "references in small letters", sheet(HabitFile::smallReferences));
        add(
                habits,
                "rich text in shared strings (Excel)",
                edited(
                        HabitFile.STRINGS,
                        "<si><t>CW-1</t></si>",
                        "<si><r><rPr><b/><sz val=\"11\"/></rPr><t>CW</t></r><r><t>-1</t></r></si>"));
        add(
                habits,
                "phonetics in shared strings (Excel for Japanese)",
                edited(
                        HabitFile.STRINGS,
                        "<si><t>构件编号</t></si>",
                        "<si><t>构件编号</t><rPh sb=\"0\" eb=\"2\"><t>コウ</t></rPh><phoneticPr fontId=\"1\"/></si>"));
        add(
                habits,
                "rich text in line",
                cell("CW-1", "<c r=\"%s\" t=\"inlineStr\"><is><r><t>CW</t></r><r><t>-1</t></r></is></c>"));
        add(
                habits,
                "shared strings without count, and with a wrong one",
                excel().edit(
                                HabitFile.STRINGS,
                                xml -> xml.replaceAll("<sst [^>]*>", "<sst xmlns=\"" + MAIN + "\" count=\"1\">")));
        add(
                habits,
                "a fallback value beside an inline string",
                cell("CW-1", "<c r=\"%s\" t=\"inlineStr\"><v>CW-9</v><is><t>CW-1</t></is></c>"));
        add(habits, "a dimension of one cell (EPPlus)", edited(HabitFile.SHEET, "A1:H4", "A1"));
        add(habits, "a dimension of everything", edited(HabitFile.SHEET, "A1:H4", "A1:XFD1048576"));
        add(habits, "no dimension (openpyxl)", edited(HabitFile.SHEET, "<dimension ref=\"A1:H4\"/>", ""));
        add(
                habits,
                "16,384 empty formatted cells in each row",
                sheet(xml -> xml.replaceAll("</row>", HabitFile.emptyCells() + "</row>")));
        add(
                habits,
                "a formatted row at the very end",
                sheet(
                        xml -> xml.replace(
                                "</sheetData>",
                                "<row r=\"1048576\" s=\"1\" customFormat=\"1\"><c r=\"A1048576\" s=\"0\"/></row></sheetData>")));
        add(
                habits,
                "empty values, strings and items",
                sheet(xml -> xml.replace(
                        "</row>",
                        "<c t=\"s\"/><c><v></v></c><c t=\"inlineStr\"><is><t/></is></c><c t=\"str\"><v/></c></row>")));
        add(habits, "elements indented (a report generator)", sheet(xml -> xml.replaceAll(
                        "(<(?:row|c|is|v)[ >])", "\n    $1")
                .replace("</row>", "\n  </row>\n")));
        add(habits, "comments, instructions and marked sections", sheet(xml -> xml.replace(
                        "<sheetData>", "<sheetData><!-- rows --><?program x?>")
                .replace("<t>CW-1</t>", "<t><![CDATA[CW-1]]></t>")));
        add(habits, "cells of a row in no order", sheet(HabitFile::turnedRow));
        add(
                habits,
                "numbers with their type",
                sheet(xml -> xml.replaceAll("<c r=\"([GH]\\d)\">", "<c r=\"$1\" t=\"n\">")));
    }

    private static void values(List<Habit> habits) {
        HabitFile.Number mass = new HabitFile.Number("900.5");
        HabitFile.Number volume = new HabitFile.Number("0.361152");
        add(
                habits,
                "binary fractions in 17 digits (Excel)",
                cell(volume, "<c r=\"%s\"><v>0.36115199999999998</v></c>"));
        add(habits, "numbers with an exponent (POI)", cell(mass, "<c r=\"%s\"><v>9.005E2</v></c>"));
        add(habits, "whole numbers with a fraction (Google Sheets)", cell("1", "<c r=\"%s\"><v>1.0</v></c>"));
        add(habits, "numbers as text", cell(mass, "<c r=\"%s\" t=\"inlineStr\"><is><t>900.5</t></is></c>"));
        add(
                habits,
                "numbers as text with thousands",
                cell(new HabitFile.Number("1500"), "<c r=\"%s\" t=\"inlineStr\"><is><t>1,500</t></is></c>"));
        add(habits, "numbers in full width", cell(mass, "<c r=\"%s\" t=\"inlineStr\"><is><t>９００．５</t></is></c>"));
        add(habits, "a code as a number in the format 000", cell("007", "<c r=\"%s\" s=\"1\"><v>7</v></c>"));
        add(habits, "a number in the format of a currency", cell(mass, "<c r=\"%s\" s=\"2\"><v>900.5</v></c>"));
        add(habits, "formulas with values of every kind (Excel)", HabitFile.of((reference, value) -> {
            String cell = Cells.STRINGS.write(reference, value);
            return cell.replaceFirst(">", "><f>IF(1=1,Z1,\"\")</f>");
        }));
        add(
                habits,
                "shared and array formulas",
                cell(mass, "<c r=\"%s\"><f t=\"shared\" ref=\"G2:G3\" si=\"0\">1+1</f><v>900.5</v></c>"));
        add(
                habits,
                "array formulas",
                cell(mass, "<c r=\"%s\"><f t=\"array\" ref=\"G2\" aca=\"false\">1+1</f><v>900.5</v></c>"));
        for (String truth : List.of("1", "true", "TRUE", "True")) {
            add(habits, "the truth as " + truth, cell(true, "<c r=\"%s\" t=\"b\"><v>" + truth + "</v></c>"));
        }
        for (String falsehood : List.of("false", "FALSE")) {
            add(habits, "the truth as " + falsehood, cell(false, "<c r=\"%s\" t=\"b\"><v>" + falsehood + "</v></c>"));
        }
        for (String word : List.of("是", "TRUE", "yes", "√", "Y", "１")) {
            add(
                    habits,
                    "the truth in words: " + word,
                    cell(true, "<c r=\"%s\" t=\"inlineStr\"><is><t>" + word + "</t></is></c>"));
        }
        for (String space : List.of(
                " ",
                "\u00a0",
                "\u3000",
                "\u2007",
                "\u202f",
                "\t",
                "\n",
                "&#13;&#10;",
                "_x000D_&#10;",
                "\u200b",
                "\ufeff",
                "\u200e",
                "\u2060")) {
            add(
                    habits,
                    "blanks around a code: " + HabitFile.hex(space),
                    cell(
                            "CW-1",
                            "<c r=\"%s\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + space + "CW-1" + space
                                    + "</t></is></c>"));
        }
        for (String invisible : List.of("\u200b", "\ufeff", "\u2060", "\u00ad", "\u200e")) {
            add(
                    habits,
                    "what nobody sees within a code and a header: " + HabitFile.hex(invisible),
                    sheet(xml ->
                            xml.replace("CW-2", "CW-" + invisible + "2").replace("构件编号", "构件" + invisible + "编号")));
        }
        add(habits, "headers with line ends and escapes", sheet(xml -> xml.replace(
                        "<t>质量</t>", "<t xml:space=\"preserve\">质量_x000D_\n(kg)</t>")
                .replace("<t>混凝土体积</t>", "<t>混凝土&#13;&#10;体积&#10;（m³）</t>")));
        add(habits, "an escaped escape", sheet(xml -> xml.replace("甲 ", "甲_x0020_")));
    }

    private static void names(List<Habit> habits) {
        String relations = "xl/_rels/workbook.xml.rels";
        add(habits, "absolute targets (openpyxl)", edited(relations, "Target=\"", "Target=\"/xl/"));
        add(
                habits,
                "targets with backslashes (an old .NET library)",
                edited(relations, "worksheets/sheet1.xml", "worksheets\\sheet1.xml"));
        add(habits, "targets through the parent", edited(relations, "Target=\"", "Target=\"../xl/./"));
        add(habits, "targets in other case", edited(relations, "worksheets/sheet1.xml", "Worksheets/Sheet1.XML"));
        add(
                habits,
                "entries with backslashes (an old .NET library)",
                excel().rename(name -> name.startsWith("xl/") ? name.replace('/', '\\') : name));
        add(habits, "entries in other case", excel().rename(name -> name.replace("sharedStrings", "SharedStrings")
                .replace("xl/work", "xl/Work")));
        add(
                habits,
                "a workbook without a folder (a report generator)",
                excel().rename(name -> name.replace("xl/", ""))
                        .replace("_rels/.rels", "xl/workbook.xml", "workbook.xml")
                        .replace("[Content_Types].xml", "/xl/", "/"));
        add(
                habits,
                "content types by default only",
                excel().edit("[Content_Types].xml", xml -> xml.replaceAll("<Override[^>]*sheet1[^>]*>", "")));
        add(
                habits,
                "a template that was renamed (.xltx)",
                edited("[Content_Types].xml", "sheet.main+xml", "template.main+xml"));
        add(
                habits,
                "no styles",
                excel().remove("xl/styles.xml")
                        .edit(relations, xml -> xml.replaceAll("<Relationship [^>]*styles[^>]*>", ""))
                        .edit("[Content_Types].xml", xml -> xml.replaceAll("<Override[^>]*styles[^>]*>", "")));
        add(habits, "strict OOXML (Excel)", excel().everywhere(xml -> xml.replace(
                        MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
                .replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships/")
                .replace(
                        "xmlns:r=\"" + R.replaceAll("/$", "") + "\"",
                        "xmlns:r=\"http://purl.oclc.org/ooxml/officeDocument/relationships\"")));
        add(habits, "prefixes of the namespace (Open XML SDK)", excel().prefixed("x"));
        add(habits, "prefixes of the namespace that look like others", excel().prefixed("r0"));
    }

    private static void encodings(List<Habit> habits) {
        for (String charset : List.of("UTF-16", "UTF-16LE", "GB18030", "GBK", "utf-8", "utf8")) {
            add(habits, "parts in " + charset, excel().encoded(Charset.forName(charset), charset));
        }
        add(habits, "parts with a byte order mark (.NET)", excel().everywhere(xml -> "\ufeff" + xml));
        add(
                habits,
                "parts in ASCII with references to characters",
                excel().everywhere(HabitFile::references).encoded(StandardCharsets.US_ASCII, "US-ASCII"));
    }

    private static void archives(List<Habit> habits) {
        habits.add(new Habit("stored entries", excel().zip(HabitFile.Packing.STORED)));
        habits.add(new Habit("zip64 (Excel of large workbooks)", excel().zip(HabitFile.Packing.ZIP64)));
        habits.add(new Habit("sizes behind the data (Java)", excel().zip(HabitFile.Packing.DESCRIPTORS)));
        habits.add(new Habit("folders, times and a comment (a packer)", excel().zip(HabitFile.Packing.WITH_MORE)));
        habits.add(new Habit(
                "something after the end (a mail server)",
                HabitFile.joined(excel().zip(), "\r\n".getBytes(StandardCharsets.US_ASCII))));
        add(
                habits,
                "files of a Mac",
                excel().put("__MACOSX/xl/._workbook.xml", "x")
                        .put(".DS_Store", "x")
                        .put("mimetype", "x"));
    }

    private static void around(List<Habit> habits) {
        add(
                habits,
                "dates since 1904 beside the bill (Excel for Mac)",
                HabitFile.of(Cells.INLINE, HabitFile.withNote("交货日期", "<c r=\"I%d\" s=\"3\"><v>44636</v></c>"))
                        .replace("xl/workbook.xml", "<workbookPr/>", "<workbookPr date1904=\"1\"/>"));
        add(
                habits,
                "dates and errors beside the bill",
                HabitFile.of(
                        Cells.INLINE,
                        HabitFile.withNote(
                                "说明",
                                "<c r=\"I%d\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c t=\"d\"><v>2026-03-17T00:00:00</v></c>")));
        add(
                habits,
                "hidden columns",
                sheet(
                        xml -> xml.replace(
                                "<sheetData>",
                                "<cols><col min=\"3\" max=\"5\" width=\"0\" hidden=\"1\"/><col min=\"6\" max=\"16384\" width=\"9\"/></cols><sheetData>")));
        add(
                habits,
                "grouped rows",
                sheet(xml ->
                        xml.replace("<row r=\"3\"", "<row outlineLevel=\"1\" collapsed=\"0\" hidden=\"0\" r=\"3\"")));
        add(
                habits,
                "a frozen pane, a filter, a table and validations",
                sheet(xml -> xml.replace(
                                        "<sheetData>",
                                        "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" state=\"frozen\"/></sheetView>"
                                                + "</sheetViews><sheetData>")
                                .replace(
                                        "</sheetData>",
                                        "</sheetData><autoFilter ref=\"A1:H4\"/><dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"F2:F4\">"
                                                + "<formula1>\"是,否\"</formula1></dataValidation></dataValidations><tableParts count=\"1\"><tablePart xmlns:r=\""
                                                + R.replaceAll("/$", "")
                                                + "\" r:id=\"rId1\"/></tableParts>"))
                        .relate(HabitFile.SHEET, R + "table", "../tables/table1.xml")
                        .put(
                                "xl/tables/table1.xml",
                                "<table xmlns=\"" + MAIN + "\" id=\"1\" name=\"T\" displayName=\"T\" ref=\"A1:H4\"/>"));
        add(habits, "merged building", sheet(xml -> xml.replaceAll("<c r=\"B[34]\".*?</c>", "")
                .replace(
                        "</sheetData>",
                        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B2:B4\"/></mergeCells>")));
        add(
                habits,
                "comments, threads, drawings and controls",
                sheet(xml -> xml.replace("</sheetData>", """
                </sheetData><drawing xmlns:r="%1$s" r:id="rId2"/><legacyDrawing xmlns:r="%1$s" r:id="rId3"/>
                <mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="x14"><controls><mc:AlternateContent><mc:Choice Requires="x14">
                <control shapeId="1" name="C"><controlPr><anchor><from><col>1</col><row>3</row></from></anchor></controlPr></control>
                </mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>""".formatted(R.replaceAll("/$", ""))))
                        .relate(HabitFile.SHEET, R + "comments", "../comments1.xml")
                        .relate(HabitFile.SHEET, R + "drawing", "../drawings/drawing1.xml")
                        .relate(HabitFile.SHEET, R + "vmlDrawing", "../drawings/vmlDrawing1.vml")
                        .relate(
                                HabitFile.SHEET,
                                "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
                                "../threadedComments/t1.xml")
                        .put(
                                "xl/comments1.xml",
                                "<comments xmlns=\"" + MAIN
                                        + "\"><commentList><comment ref=\"A2\"><text><t>CW-9</t></text></comment></commentList></comments>")
                        .put("xl/drawings/drawing1.xml", "<wsDr/>")
                        .put("xl/drawings/vmlDrawing1.vml", "<xml><br></xml>")
                        .put("xl/threadedComments/t1.xml", "<ThreadedComments/>")
                        .put("xl/media/image1.png", "\u0089PNG"));
        add(
                habits,
                "pivot tables, other workbooks, connections and own XML",
                excel().relate(HabitFile.WORKBOOK, R + "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
                        .relate(HabitFile.WORKBOOK, R + "externalLink", "externalLinks/externalLink1.xml")
                        .relate(HabitFile.WORKBOOK, R + "connections", "connections.xml")
                        .relate(HabitFile.WORKBOOK, R + "customXml", "../customXml/item1.xml")
                        .relate(HabitFile.WORKBOOK, R + "calcChain", "calcChain.xml")
                        .put("xl/pivotCache/pivotCacheDefinition1.xml", "<pivotCacheDefinition/>")
                        .put("xl/externalLinks/externalLink1.xml", "<externalLink/>")
                        .put("customXml/item1.xml", "<own/>")
                        .put("docProps/app.xml", "<Properties/>")
                        .put("xl/printerSettings/printerSettings1.bin", "\u0000")
                        .replace(
                                "xl/workbook.xml",
                                "</sheets>",
                                "</sheets><definedNames><definedName name=\"x\">#REF!</definedName></definedNames>"));
        add(habits, "a first sheet of names, a chart and an empty sheet (Numbers)", excel().beforeSheet());
        add(
                habits,
                "a sheet whose name is long and has marks",
                excel().edit(
                                "xl/workbook.xml",
                                xml -> xml.replace("name=\"清单\"", "name=\"清单 'A' &amp; 😀 " + "长".repeat(40) + "\"")));
        add(
                habits,
                "formatting by conditions and extensions",
                sheet(
                        xml -> xml.replace(
                                "</sheetData>",
                                "</sheetData><conditionalFormatting sqref=\"A1\"><cfRule type=\"expression\"><formula>1</formula></cfRule></conditionalFormatting>"
                                        + "<extLst><ext uri=\"{05C60535}\"><x14:sparklineGroups xmlns:x14=\"x\"><x14:row r=\"9\"/><x14:c><x14:v>9</x14:v></x14:c></x14:sparklineGroups></ext></extLst>")));
    }
}
