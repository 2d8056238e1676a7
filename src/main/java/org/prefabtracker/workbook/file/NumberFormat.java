package org.prefabtracker.workbook.file;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * The number format of a style: what a spreadsheet program makes of a number.
 *
 * @param id the number of a built-in format
 * @param pattern such as {@code 0.00} or {@code yyyy-mm-dd}
 */
public record NumberFormat(int id, String pattern, boolean isDate, boolean isPercent, boolean isPadded) {

    public static final NumberFormat GENERAL = new NumberFormat(0, "General", false, false, false);

    /** Zeros before the number, or a text around it. */
    private static final Pattern PADDED = Pattern.compile("0{2,}.*|.*\"[^\"]*[^\"\\s][^\"]*\".*");

    private static final Pattern COLOUR_OR_LOCALE = Pattern.compile("\\[[^\\]]*]");

    /** @param pattern null for a built-in format */
    static NumberFormat of(int id, String pattern) {
        String known = pattern != null ? pattern : BuiltinFormats.getBuiltinFormat(id);
        if (known == null || known.equals("General") || known.equals("@")) {
            // programs in other languages have further built-in formats for dates
            boolean date = known == null && DateUtil.isInternalDateFormat(id);
            return date ? new NumberFormat(id, "yyyy-mm-dd", true, false, false) : GENERAL;
        }
        String first = COLOUR_OR_LOCALE.matcher(known.split(";")[0]).replaceAll("");
        boolean date = DateUtil.isADateFormat(id, known);
        boolean percent = !date && first.contains("%");
        return new NumberFormat(
                id,
                known,
                date,
                percent,
                !date && !percent && PADDED.matcher(first).matches());
    }

    /** The text that a spreadsheet program shows for a number. */
    String shown(String number) {
        return new DataFormatter(Locale.ROOT)
                .formatRawCellContents(Double.parseDouble(number), id, pattern)
                .replace("\"", "");
    }
}
