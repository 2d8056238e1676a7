package org.prefabtracker.workbook;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.text.Text;

/** The type of the cells of a column: how they are read, tolerating usual variations, and how they are written. */
public abstract sealed class CellType {

    public static final CellType TEXT = new Words();
    public static final CellType DECIMAL = new Decimal();
    public static final CellType WHOLE = new Whole();
    public static final CellType FLAG = new Choice(flags(), false);
    public static final CellType DECIMAL_OR_FLAG = new DecimalOrFlag();

    private CellType() {}

    /** One of a closed set; a cell names it in Chinese, in English or both. */
    public static <E extends Enum<E>> CellType choice(Class<E> choices, Function<E, String> zh) {
        return new Choice(names(choices, zh), false);
    }

    /** One of a set of named values; the first name of a value is shown. */
    public static CellType oneOf(Map<String, ?> names) {
        return new Choice(names, false);
    }

    /** Any number of a closed set, separated by commas. */
    public static <E extends Enum<E>> CellType choices(Class<E> choices, Function<E, String> zh) {
        return new Choice(names(choices, zh), true);
    }

    /**
     * Text in a special format.
     *
     * @param reading parses the text; throws IllegalArgumentException where it has another format
     */
    public static CellType parsed(Function<String, ?> reading, Function<Object, String> writing, String expected) {
        return new Parsed(reading, writing, expected);
    }

    /** The value of a cell. */
    abstract Object read(Cell cell);

    /** The content of a cell for a value: a number stays a number, anything else becomes text. */
    Object written(Object value) {
        return value instanceof Number ? value : value.toString();
    }

    /** The choices; empty where free text is allowed. */
    List<String> shownChoices() {
        return List.of();
    }

    /** Thrown for a cell whose content does not fit the type of its column. */
    static final class Unreadable extends RuntimeException {
        final String code;

        Unreadable(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    private static final class Words extends CellType {
        @Override
        Object read(Cell cell) {
            if (!Text.isClean(cell.text())) {
                throw new Unreadable(Violation.BAD_TEXT, "no control characters");
            }
            return cell.kind() == Cell.Kind.TEXT ? cell.tidied() : cell.shown();
        }
    }

    private static final class Parsed extends CellType {
        private final Function<String, ?> reading;
        private final Function<Object, String> writing;
        private final String expected;

        Parsed(Function<String, ?> reading, Function<Object, String> writing, String expected) {
            this.reading = reading;
            this.writing = writing;
            this.expected = expected;
        }

        @Override
        Object read(Cell cell) {
            try {
                return reading.apply((String) TEXT.read(cell));
            } catch (IllegalArgumentException e) {
                throw new Unreadable(Violation.WRONG_TYPE, expected);
            }
        }

        @Override
        Object written(Object value) {
            return writing.apply(value);
        }
    }

    private static final class Decimal extends CellType {
        private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
        private static final Pattern NUMBER =
                Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");

        @Override
        BigDecimal read(Cell cell) {
            if (cell.kind() == Cell.Kind.NUMBER) {
                return cell.number();
            }
            String text = Normalizer.normalize(cell.text(), Normalizer.Form.NFKC)
                    .strip()
                    .replace('\u2212', '-');
            if (THOUSANDS.matcher(text).matches()) {
                text = text.replace(",", "");
            }
            if (cell.kind() != Cell.Kind.TEXT || !NUMBER.matcher(text).matches()) {
                throw new Unreadable(Violation.WRONG_TYPE, "expected a number, without its unit");
            }
            return new BigDecimal(text);
        }
    }

    private static final class DecimalOrFlag extends CellType {
        @Override
        Object read(Cell cell) {
            try {
                return DECIMAL.read(cell);
            } catch (Unreadable noNumber) {
                try {
                    return FLAG.read(cell);
                } catch (Unreadable neither) {
                    throw new Unreadable(Violation.WRONG_TYPE, "expected a number, without its unit, or 是 or 否");
                }
            }
        }

        @Override
        Object written(Object value) {
            return value instanceof Boolean ? FLAG.written(value) : value;
        }
    }

    private static final class Whole extends CellType {
        @Override
        Integer read(Cell cell) {
            try {
                return ((Decimal) DECIMAL).read(cell).intValueExact();
            } catch (ArithmeticException | Unreadable e) {
                throw new Unreadable(Violation.WRONG_TYPE, "expected a whole number");
            }
        }
    }

    private static final class Choice extends CellType {
        private static final Pattern SEPARATOR = Pattern.compile("[,，、;；\\n]");

        private final Map<Object, String> shown;
        private final Map<String, Object> spellings;
        private final boolean many;

        Choice(Map<String, ?> names, boolean many) {
            this.many = many;
            spellings = new LinkedHashMap<>();
            shown = new LinkedHashMap<>();
            names.forEach((name, value) -> {
                shown.putIfAbsent(value, name);
                spellings.putIfAbsent(plain(name), value);
            });
        }

        @Override
        Object read(Cell cell) {
            if (!many) {
                return one(cell.shown());
            }
            Set<Object> chosen = new TreeSet<>();
            for (String item : SEPARATOR.split(cell.shown())) {
                if (!item.isBlank()) {
                    chosen.add(one(item));
                }
            }
            return chosen;
        }

        private Object one(String text) {
            Object value = spellings.get(plain(text));
            if (value == null) {
                throw new Unreadable(Violation.UNKNOWN_VALUE, "one of " + String.join(", ", shown.values()));
            }
            return value;
        }

        @Override
        Object written(Object value) {
            return value instanceof Set<?> chosen
                    ? String.join(", ", chosen.stream().map(shown::get).toList())
                    : shown.get(value);
        }

        @Override
        List<String> shownChoices() {
            return many ? List.of() : List.copyOf(shown.values());
        }
    }

    /** The text without variations of width, case, spaces and hyphens. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\u00a0_-]+", "");
    }

    /** All names of all choices, the shown one first: {@code 楼板 SLAB}, {@code SLAB}, {@code 楼板}. */
    private static <E extends Enum<E>> Map<String, Object> names(Class<E> choices, Function<E, String> zh) {
        Map<String, Object> names = new LinkedHashMap<>();
        for (E choice : choices.getEnumConstants()) {
            names.put(zh.apply(choice) + " " + choice.name(), choice);
            names.put(choice.name(), choice);
            names.put(zh.apply(choice), choice);
        }
        return names;
    }

    private static Map<String, Object> flags() {
        Map<String, Object> names = new LinkedHashMap<>();
        for (String yes : List.of("是 YES", "是", "yes", "y", "true", "1", "√", "✓", "✔")) {
            names.put(yes, true);
        }
        for (String no : List.of("否 NO", "否", "no", "n", "false", "0", "×", "✗", "✘")) {
            names.put(no, false);
        }
        return names;
    }
}
