package org.prefabtracker.project;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of numbered storeys as people write them: {@code 1F}, {@code 5层}, {@code 一层}, {@code B1}, {@code 地下二层}. */
public final class StoreyName {

    private static final String DIGITS = "一二三四五六七八九";
    private static final String NUMBER = "(\\d{1,3}|[" + DIGITS + "]?十[" + DIGITS + "]?|[" + DIGITS + "])";
    private static final Pattern BELOW_GROUND = Pattern.compile("(?:b|地下|负|-)第?" + NUMBER + "(?:f|fl|层|楼)?");
    private static final Pattern ABOVE_GROUND = Pattern.compile("(?:第|地上|f|l)?" + NUMBER + "(?:f|fl|层|楼)?");
    /** The usual code of a numbered storey, which needs no reading. */
    private static final Pattern NUMBERED = Pattern.compile("[1-9]\\d{0,2}");

    private static final Pattern LIST = Pattern.compile("[,、;和及&]+");
    private static final Pattern RANGE = Pattern.compile("[~\u301c\u2013\u2014至到-]|to");

    private StoreyName() {}

    /** The number of the storey that a name means, negative below ground; empty where it names no numbered storey. */
    public static OptionalInt number(String name) {
        String text = plain(name);
        if (text.equals("首层")) {
            return OptionalInt.of(1);
        }
        Matcher below = BELOW_GROUND.matcher(text);
        if (below.matches()) {
            return OptionalInt.of(-value(below.group(1)));
        }
        Matcher above = ABOVE_GROUND.matcher(text);
        return above.matches() ? OptionalInt.of(value(above.group(1))) : OptionalInt.empty();
    }

    /** The code of the numbered storey that a name means, {@code 1} for {@code 1F}; null where it means none. */
    public static String code(String name) {
        if (name == null || NUMBERED.matcher(name).matches()) {
            return name;
        }
        OptionalInt number = number(name);
        return number.isPresent() ? Integer.toString(number.getAsInt()) : null;
    }

    /**
     * A list of storeys and ranges in the form {@code 1-3,5}: {@code 1~3}, {@code 1、2、3}, {@code 一层至三层}, {@code B2-3F}.
     *
     * @return the text itself where it means nothing else; null stays null
     */
    public static String ranges(String text) {
        if (text == null) {
            return null;
        }
        List<String> ranges = new ArrayList<>();
        for (String part : LIST.split(plain(text))) {
            String range = range(part);
            if (range == null) {
                return text;
            }
            ranges.add(range);
        }
        return ranges.isEmpty() ? text : String.join(",", ranges);
    }

    private static String range(String part) {
        OptionalInt one = number(part);
        if (one.isPresent()) {
            return Integer.toString(one.getAsInt());
        }
        Matcher separator = RANGE.matcher(part);
        // the first mark may be the sign of a storey below ground
        while (separator.find()) {
            OptionalInt from = number(part.substring(0, separator.start()));
            OptionalInt to = number(part.substring(separator.end()));
            if (from.isPresent() && to.isPresent()) {
                return from.getAsInt() + "-" + to.getAsInt();
            }
        }
        return null;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", "");
    }

    /** A number in digits or in Chinese, up to 99. */
    private static int value(String number) {
        if (Character.isDigit(number.charAt(0))) {
            return Integer.parseInt(number);
        }
        int ten = number.indexOf('十');
        if (ten < 0) {
            return DIGITS.indexOf(number) + 1;
        }
        int tens = ten == 0 ? 1 : DIGITS.indexOf(number.charAt(ten - 1)) + 1;
        int ones = ten == number.length() - 1 ? 0 : DIGITS.indexOf(number.charAt(ten + 1)) + 1;
        return tens * 10 + ones;
    }
}
