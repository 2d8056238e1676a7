package org.prefabtracker.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prefabtracker.shared.text.Text;

/**
 * The header of a column as people write it: names in one or two languages, and perhaps a unit: {@code 长度 / Length (mm)},
 * {@code 质量/t}, {@code 长度mm}, {@code Mass, t}.
 *
 * @param names the parts that are known as names
 * @param units the parts that state a unit, known or not
 */
record HeaderText(List<String> names, List<String> units) {

    private static final Pattern BRACKETS = Pattern.compile("[(\\[{【〔<]([^()\\[\\]{}【】〔〕<>]*)[)\\]}】〕>]");
    private static final Pattern SEPARATOR = Pattern.compile("[/,;|、]");
    private static final Pattern BEFORE_UNIT = Pattern.compile("^(单位|计量单位|unit|units)(?=.)");

    private static final Pattern MARKS = Pattern.compile("[*:.]+");
    private static final int LONGEST_UNIT = 8;

    /**
     * Reads a header.
     *
     * @param isName whether a text, in the form of {@link #plain}, is the name of a column
     */
    static HeaderText of(String header, Predicate<String> isName) {
        String text = plain(header);
        if (isName.test(text)) {
            return new HeaderText(List.of(text), List.of());
        }
        List<String> names = new ArrayList<>();
        List<String> units = new ArrayList<>();
        Matcher brackets = BRACKETS.matcher(text);
        while (brackets.find()) {
            String within = BEFORE_UNIT.matcher(brackets.group(1)).replaceFirst("");
            (isName.test(within) ? names : units).add(within);
        }
        for (String part : SEPARATOR.split(brackets.replaceAll("/"))) {
            if (!part.isEmpty()) {
                read(part, isName, names, units);
            }
        }
        return new HeaderText(names, units);
    }

    /** A part between separators: a name, a name with its unit, or a unit. */
    private static void read(String part, Predicate<String> isName, List<String> names, List<String> units) {
        if (isName.test(part)) {
            names.add(part);
            return;
        }
        for (int end = part.length() - 1; end > 0 && part.length() - end <= LONGEST_UNIT; end--) {
            if (isName.test(part.substring(0, end)) && HeaderUnit.named(part.substring(end)) != null) {
                names.add(part.substring(0, end));
                units.add(part.substring(end));
                return;
            }
        }
        units.add(part);
    }

    /** The text without variations of width, case, spaces and marks. */
    static String plain(String text) {
        return MARKS.matcher(Text.plain(text)).replaceAll("");
    }
}
