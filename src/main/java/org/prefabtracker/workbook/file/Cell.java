package org.prefabtracker.workbook.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.prefabtracker.shared.text.Text;

/**
 * A cell as it is in the file; of a formula the stored value. A number keeps the digits of the file.
 *
 * @param value the value as the file has it
 * @param format what the cell's style makes of a number
 * @param formula whether the value is computed by the spreadsheet program
 * @param merged whether the value is that of a merged cell above
 */
public record Cell(Kind kind, CharSequence value, NumberFormat format, boolean formula, boolean merged) {

    /** How the file states the value. */
    public enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        /** A date of its own, not a number in the format of a date. */
        DATE,
        /** A number with a comma, which may be the decimal comma or that of thousands. */
        UNCLEAR,
        /** A formula that failed: {@code #DIV/0!}. */
        ERROR,
        /** A formula whose value the program that wrote the file did not compute. */
        UNCALCULATED
    }

    /** A spreadsheet program computes with 15 digits; further digits of a fraction are noise of the binary fraction. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    /** A longer text is no header and no word of a closed set. */
    private static final int SHORT = 100;

    /** The same value in a cell that a merged cell covers. */
    Cell below() {
        return new Cell(kind, value, format, formula, true);
    }

    public String text() {
        return value.toString();
    }

    /** Whether the text is short enough for a header or a word of a closed set. */
    public boolean isShort() {
        return value.length() <= SHORT;
    }

    /** Whether a spreadsheet program shows a date. */
    public boolean isDate() {
        return kind == Kind.DATE || kind == Kind.NUMBER && format.isDate();
    }

    /** Whether a spreadsheet program shows a percentage: 35 % where the file has 0.35. */
    public boolean isPercent() {
        return kind == Kind.NUMBER && format.isPercent();
    }

    /** The number of a numeric cell: 0.361152 where the file has 0.36115199999999998. */
    public BigDecimal number() {
        BigDecimal number = new BigDecimal(text());
        if (number.precision() > DIGITS.getPrecision()) {
            number = number.round(DIGITS);
        }
        // some programs write 5 as 5.0, others 1500000 as 1.5E6
        if (number.scale() > 0) {
            number = number.stripTrailingZeros();
        }
        return number.scale() < 0 && number.scale() > -400 ? number.setScale(0) : number;
    }

    /**
     * The text that a person takes the cell for: a number as its digits, {@code 007} in the format {@code 000}, {@code 35%}. A whole number of
     * more than 15 digits, such as the code of a label, keeps the digits of the file.
     */
    public String shown() {
        return switch (kind) {
            case NUMBER -> isDate() || isPercent() || format.isPadded() ? format.shown(text()) : digits();
            case TRUTH -> isTrue() ? "TRUE" : "FALSE";
            case TEXT, UNCLEAR, ERROR, DATE -> text();
            case UNCALCULATED -> "";
        };
    }

    private String digits() {
        String text = text();
        boolean whole = text.chars().allMatch(c -> c >= '0' && c <= '9');
        return whole ? text : number().toPlainString();
    }

    /** Whether a text is a truth value as programs write it: 1, 0, true or false in any case. */
    static boolean isTruth(String text) {
        return text.equals("1") || text.equals("0") || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    public boolean isTrue() {
        return text().equals("1") || text().equalsIgnoreCase("true");
    }

    /** Whether the cell looks empty. */
    boolean isBlank() {
        return kind == Kind.TEXT && isShort() && tidied().isEmpty();
    }

    /** Its text without surrounding white space, and without characters that nobody sees. */
    public String tidied() {
        return Text.visible(text()).strip();
    }
}
