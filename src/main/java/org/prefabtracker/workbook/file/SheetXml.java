package org.prefabtracker.workbook.file;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.util.CellReference;

/**
 * Reads the XML of a sheet row by row, with the raw values of the cells. Formatted as the sheet shows it, a number would change
 * (12345678.123456 to 12345678.12).
 */
final class SheetXml extends Xml.Handler {

    /** The longest text of a cell is 32,767 characters; more than this limit is cut off. */
    static final int LONGEST_TEXT = 33_000;

    private static final BigDecimal BETWEEN_1900_AND_1904 = new BigDecimal(1462);

    private final long longest;
    private final SharedStrings strings;
    private final CellStyles styles;
    private final Predicate<SheetRow> consumer;
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder inline = new StringBuilder();
    private StringBuilder taking;
    private Cell[] cells = new Cell[32];
    private int width;
    private int length;
    private long total;
    private int row;
    private boolean hidden;
    private int column;
    private String type;
    private String style;
    private boolean formula;
    private boolean phonetic;
    private boolean inData;
    private boolean done;

    /** @param longest the limit for the texts of all rows together, in bytes */
    SheetXml(SharedStrings strings, CellStyles styles, long longest, Predicate<SheetRow> consumer) {
        this.longest = longest;
        this.strings = strings;
        this.styles = styles;
        this.consumer = consumer;
    }

    @Override
    void start(String name, XMLStreamReader element) {
        // the place of a form control has a row too
        inData |= name.equals("sheetData");
        if (inData) {
            startInData(name, element);
        }
    }

    private void startInData(String name, XMLStreamReader element) {
        switch (name) {
            case "row" -> {
                String number = attribute(element, "r");
                row = number == null ? row + 1 : whole(number);
                hidden = isTrue(attribute(element, "hidden"));
                width = 0;
                length = 0;
                column = -1;
                if (row < 1 || row > SheetFile.LIMITS.getMaxRows()) {
                    throw RejectedFile.TOO_MANY_CELLS.problem();
                }
            }
            case "c" -> {
                String reference = attribute(element, "r");
                column = reference == null ? column + 1 : column(reference);
                if (column < 0 || column >= SheetFile.LIMITS.getMaxColumns()) {
                    throw RejectedFile.TOO_MANY_CELLS.problem();
                }
                type = attribute(element, "t");
                style = attribute(element, "s");
                formula = false;
                value.setLength(0);
                inline.setLength(0);
            }
            case "f" -> formula = true;
            case "v" -> taking = value;
            case "t" -> taking = phonetic ? null : inline;
            case "rPh" -> phonetic = true;
            default -> {}
        }
    }

    @Override
    void text(char[] characters, int start, int length) {
        if (taking != null && taking.length() < LONGEST_TEXT) {
            taking.append(characters, start, length);
        }
    }

    @Override
    void end(String name) {
        inData &= !name.equals("sheetData");
        if (inData) {
            endInData(name);
        }
    }

    private void endInData(String name) {
        switch (name) {
            case "v", "t" -> taking = null;
            case "rPh" -> phonetic = false;
            case "c" -> store(cell());
            case "row" -> {
                done = !consumer.test(new SheetRow(row, hidden, Arrays.copyOf(cells, width)));
                Arrays.fill(cells, 0, width, null);
            }
            default -> {}
        }
    }

    @Override
    boolean isDone() {
        return done;
    }

    /** The current cell; null where it is empty. */
    private Cell cell() {
        String raw = value.toString();
        if (type == null || type.equals("n")) {
            if (raw.isEmpty()) {
                return formula ? cell(Cell.Kind.UNCALCULATED, raw) : null;
            }
            return cell(isNumber(raw) ? Cell.Kind.NUMBER : Cell.Kind.TEXT, raw);
        }
        if (type.equals("inlineStr") && (inline.length() > 0 || raw.isEmpty())) {
            raw = inline.toString();
        }
        if (raw.isEmpty()) {
            // a formula may have the empty text as its value
            return formula && !type.equals("str") ? cell(Cell.Kind.UNCALCULATED, raw) : null;
        }
        return switch (type) {
            case "s" -> cell(Cell.Kind.TEXT, strings.get(whole(raw)));
            case "b" -> cell(Cell.isTruth(raw.strip()) ? Cell.Kind.TRUTH : Cell.Kind.TEXT, raw.strip());
            case "e" -> cell(Cell.Kind.ERROR, raw);
            case "d" -> cell(Cell.Kind.DATE, raw);
            default -> cell(Cell.Kind.TEXT, SharedStrings.decoded(raw));
        };
    }

    private Cell cell(Cell.Kind kind, CharSequence raw) {
        NumberFormat format =
                kind == Cell.Kind.NUMBER && style != null ? styles.format(whole(style)) : NumberFormat.GENERAL;
        CharSequence counted = format.isDate() && styles.isSince1904()
                ? new BigDecimal(raw.toString()).add(BETWEEN_1900_AND_1904).toPlainString()
                : raw;
        return new Cell(kind, counted, format, formula, false);
    }

    private void store(Cell cell) {
        if (cell == null) {
            return;
        }
        length += cell.value().length();
        total += cell.value().length();
        if (length > SheetFile.LONGEST_ROW || total > longest) {
            throw RejectedFile.ROW_TOO_LONG.problem();
        }
        if (column >= cells.length) {
            cells = Arrays.copyOf(
                    cells, Math.min(SheetFile.LIMITS.getMaxColumns(), Math.max(column + 1, cells.length * 2)));
        }
        width = Math.max(width, column + 1);
        cells[column] = cell;
    }

    /** Digits with at most one point and one exponent, as XML Schema writes a double; short, so never costly. */
    private static boolean isNumber(String value) {
        if (value.length() > 40) {
            return false;
        }
        int point = -1;
        int exponent = -1;
        boolean digits = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (c == '.' && point < 0 && exponent < 0) {
                point = i;
            } else if ((c == 'e' || c == 'E') && exponent < 0 && digits) {
                exponent = i;
                digits = false;
            } else if ((c != '-' && c != '+') || (i != 0 && i != exponent + 1)) {
                return false;
            }
        }
        return digits && (exponent < 0 || value.length() - exponent <= 5);
    }

    /** The number of an attribute; -1 where it is none. */
    static int whole(String digits) {
        try {
            return digits == null ? -1 : Integer.parseInt(digits.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /** The column of a reference, {@code AB12} is 27; -1 where the text is no reference. */
    private static int column(String reference) {
        int letters = 0;
        while (letters < reference.length() && letters < 4 && isLetter(reference.charAt(letters))) {
            letters++;
        }
        return letters == 0 ? -1 : CellReference.convertColStringToIndex(reference.substring(0, letters));
    }
}
