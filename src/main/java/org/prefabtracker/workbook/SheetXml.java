package org.prefabtracker.workbook;

import java.util.Arrays;
import java.util.function.Consumer;
import org.xml.sax.Attributes;

/**
 * Reads the XML of a sheet row by row, with the raw values of the cells. Formatted as the sheet shows it, a number would change
 * (12345678.123456 to 12345678.12).
 */
final class SheetXml extends Xml.Handler {

    /** The longest text of a cell is 32,767 characters; more than this limit is cut off. */
    static final int LONGEST_TEXT = 33_000;

    private static final int ROWS = 1_048_576;
    private static final int COLUMNS = 16_384;

    private final SharedStrings pool;
    private final Consumer<SheetRow> consumer;
    private final StringBuilder text = new StringBuilder();
    private Cell[] cells = new Cell[32];
    private int width;
    private int row;
    private int column;
    private String type;
    private boolean taking;
    private boolean phonetic;

    SheetXml(SharedStrings pool, Consumer<SheetRow> consumer) {
        this.pool = pool;
        this.consumer = consumer;
    }

    @Override
    void start(String name, Attributes attributes) {
        switch (name) {
            case "row" -> {
                String number = attributes.getValue("r");
                row = number == null ? row + 1 : whole(number);
                width = 0;
                column = -1;
                if (row < 1 || row > ROWS) {
                    throw RejectedFile.TOO_MANY_CELLS.problem();
                }
            }
            case "c" -> {
                String reference = attributes.getValue("r");
                column = reference == null ? column + 1 : column(reference);
                if (column < 0 || column >= COLUMNS) {
                    throw RejectedFile.TOO_MANY_CELLS.problem();
                }
                type = attributes.getValue("t");
                text.setLength(0);
            }
            case "v", "t" -> taking = !phonetic;
            case "rPh" -> phonetic = true;
            default -> {}
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        if (taking && text.length() < LONGEST_TEXT) {
            text.append(characters, start, length);
        }
    }

    @Override
    void end(String name) {
        switch (name) {
            case "v", "t" -> taking = false;
            case "rPh" -> phonetic = false;
            case "c" -> {
                if (text.length() > 0) {
                    store(cell());
                }
            }
            case "row" -> {
                consumer.accept(new SheetRow(row, Arrays.copyOf(cells, width)));
                Arrays.fill(cells, 0, width, null);
            }
            default -> {}
        }
    }

    private Cell cell() {
        String value = text.toString();
        if (type == null || type.equals("n")) {
            return isNumber(value) ? new Cell(Cell.Kind.NUMBER, value) : new Cell(Cell.Kind.TEXT, value);
        }
        return switch (type) {
            case "s" -> new Cell(Cell.Kind.TEXT, pool.get(whole(value)));
            case "b" -> new Cell(Cell.Kind.TRUTH, value);
            case "e" -> new Cell(Cell.Kind.ERROR, value);
            default -> new Cell(Cell.Kind.TEXT, SharedStrings.decoded(value));
        };
    }

    private void store(Cell cell) {
        if (column >= cells.length) {
            cells = Arrays.copyOf(cells, Math.min(COLUMNS, Math.max(column + 1, cells.length * 2)));
        }
        if (column >= width) {
            width = column + 1;
        }
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

    private static int whole(String digits) {
        try {
            return Integer.parseInt(digits.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The column of a reference, {@code AB12} is 27; -1 where the text is no reference. */
    private static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && i < 4; i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + c - 'A' + 1;
        }
        return column - 1;
    }
}
