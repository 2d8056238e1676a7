package org.prefabtracker.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A cell as it is in the file; of a formula the stored value. A number keeps the digits of the file. */
record Cell(Kind kind, String text) {

    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        /** A formula that failed: {@code #DIV/0!}. */
        ERROR
    }

    /** A spreadsheet program computes with 15 digits; further digits in a file are noise of the binary fraction. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    /** The number that a numeric cell shows: 0.361152 where the file has 0.36115199999999998. */
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

    /** The text that a spreadsheet program shows. */
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

    /** Its text without surrounding white space. */
    String tidied() {
        return text.replace('\u00a0', ' ').strip();
    }
}
