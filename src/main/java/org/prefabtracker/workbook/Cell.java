package org.prefabtracker.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A cell as the file has it, of a formula the value that was stored with it. Numbers are in the file's own digits. */
record Cell(Kind kind, String text) {

    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        /** A formula that failed: {@code #DIV/0!}. */
        ERROR
    }

    /** A spreadsheet program computes with 15 digits; those it writes beyond are noise of the binary fraction. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    /** The number a numeric cell shows: 0.361152 where the file says 0.36115199999999998. */
    BigDecimal number() {
        BigDecimal number = new BigDecimal(text);
        if (number.precision() > DIGITS.getPrecision()) {
            number = number.round(DIGITS);
        }
        // some programs write 5 as 5.0, others 1500000 as 1.5E6
        if (number.scale() > 0) {
            number = number.stripTrailingZeros();
        }
        return number.scale() < 0 && number.scale() > -400 ? number.setScale(0) : number;
    }

    /** What a person would read in it. */
    String shown() {
        return switch (kind) {
            case NUMBER -> number().toPlainString();
            case TRUTH -> text.equals("1") ? "TRUE" : "FALSE";
            case TEXT, ERROR -> text;
        };
    }

    boolean isBlank() {
        return kind == Kind.TEXT && tidied().isEmpty();
    }

    /** Its text without the space around it that nobody sees. */
    String tidied() {
        return text.replace('\u00a0', ' ').strip();
    }
}
