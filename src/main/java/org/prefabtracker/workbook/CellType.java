package org.prefabtracker.workbook;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.prefabtracker.shared.message.EnumNames;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Localized;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.message.Term;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.text.Suggestions;
import org.prefabtracker.shared.text.Text;
import org.prefabtracker.workbook.file.Cell;

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
     * @param expected says the format
     */
    public static CellType parsed(Function<String, ?> reading, Function<Object, String> writing, Localized expected) {
        return new Parsed(reading, writing, expected);
    }

    /**
     * The value of a cell.
     *
     * @param unit the unit of a number; null where it has none
     * @throws Unreadable where the content does not fit the type
     */
    final Object read(Cell cell, String unit) {
        switch (cell.kind()) {
            case ERROR -> throw new Unreadable(Violation.BAD_VALUE, SheetNote.FORMULA_FAILED.of());
            case UNCALCULATED -> throw new Unreadable(Violation.BAD_VALUE, SheetNote.FORMULA_NOT_CALCULATED.of());
            default -> {
                return value(cell, unit);
            }
        }
    }

    /** The value of a cell that has one. */
    abstract Object value(Cell cell, String unit);

    /** Whether its cells hold numbers; the cells of others have the format of text, so that {@code 3-17} does not become a date. */
    boolean isNumeric() {
        return false;
    }

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
        final transient Localized text;

        Unreadable(String code, Localized text) {
            super(code, null, false, false);
            this.code = code;
            this.text = text;
        }

        @Override
        public String getMessage() {
            return text.in(Language.EN);
        }
    }

    private static final class Words extends CellType {
        @Override
        String value(Cell cell, String unit) {
            return words(cell);
        }
    }

    private static String words(Cell cell) {
        if (cell.isDate()) {
            throw new Unreadable(Violation.WRONG_TYPE, SheetNote.DATE_IN_TEXT.of(cell.shown()));
        }
        if (!Text.isClean(cell.text())) {
            throw new Unreadable(Violation.BAD_TEXT, SheetNote.CONTROL_CHARACTERS.of());
        }
        return cell.kind() == Cell.Kind.TEXT ? cell.tidied() : cell.shown();
    }

    private static final class Parsed extends CellType {
        private final Function<String, ?> reading;
        private final Function<Object, String> writing;
        private final Localized expected;

        Parsed(Function<String, ?> reading, Function<Object, String> writing, Localized expected) {
            this.reading = reading;
            this.writing = writing;
            this.expected = expected;
        }

        @Override
        Object value(Cell cell, String unit) {
            try {
                return reading.apply(words(cell));
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
        @Override
        BigDecimal value(Cell cell, String unit) {
            return decimal(cell, unit, SheetNote.NUMBER_EXPECTED);
        }

        @Override
        boolean isNumeric() {
            return true;
        }
    }

    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
    private static final String PERCENT = "%";

    /** @param expected says what else the cell may hold */
    private static BigDecimal decimal(Cell cell, String unit, SheetNote expected) {
        if (cell.merged()) {
            throw new Unreadable(Violation.WRONG_TYPE, SheetNote.MERGED_NUMBER.of());
        }
        if (cell.isDate()) {
            throw new Unreadable(Violation.WRONG_TYPE, SheetNote.DATE_IN_NUMBER.of(cell.shown()));
        }
        if (cell.kind() == Cell.Kind.UNCLEAR) {
            throw new Unreadable(Violation.WRONG_TYPE, SheetNote.COMMA_UNCLEAR.of(cell.tidied()));
        }
        if (cell.isPercent()) {
            if (!PERCENT.equals(unit)) {
                throw new Unreadable(Violation.WRONG_TYPE, SheetNote.PERCENT_IN_NUMBER.of(cell.shown()));
            }
            return cell.number().movePointRight(2);
        }
        if (cell.kind() == Cell.Kind.NUMBER) {
            return cell.number();
        }
        String text = Normalizer.normalize(cell.tidied(), Normalizer.Form.NFKC)
                .strip()
                .replace('\u2212', '-');
        if (PERCENT.equals(unit) && text.endsWith(PERCENT)) {
            text = text.substring(0, text.length() - 1).strip();
        }
        if (THOUSANDS.matcher(text).matches()) {
            text = text.replace(",", "");
        }
        if (cell.kind() != Cell.Kind.TEXT || !NUMBER.matcher(text).matches()) {
            throw new Unreadable(Violation.WRONG_TYPE, expected.of());
        }
        return new BigDecimal(text);
    }

    private static final class DecimalOrFlag extends CellType {
        @Override
        Object value(Cell cell, String unit) {
            try {
                return decimal(cell, unit, SheetNote.NUMBER_OR_FLAG_EXPECTED);
            } catch (Unreadable noNumber) {
                try {
                    return FLAG.value(cell, unit);
                } catch (Unreadable noFlag) {
                    throw noNumber;
                }
            }
        }

        @Override
        boolean isNumeric() {
            return true;
        }

        @Override
        Object written(Object value) {
            return value instanceof Boolean ? FLAG.written(value) : value;
        }
    }

    private static final class Whole extends CellType {
        @Override
        Integer value(Cell cell, String unit) {
            try {
                return decimal(cell, unit, SheetNote.WHOLE_NUMBER_EXPECTED).intValueExact();
            } catch (ArithmeticException e) {
                throw new Unreadable(Violation.WRONG_TYPE, SheetNote.WHOLE_NUMBER_EXPECTED.of());
            }
        }

        @Override
        boolean isNumeric() {
            return true;
        }
    }

    private static final class Choice extends CellType {
        private static final Pattern SEPARATOR = Pattern.compile("[,，、;；\\n]");

        private final Map<String, ?> names;
        private final Map<Object, String> shown;
        private final Map<String, Object> spellings;
        private final boolean many;

        Choice(Map<String, ?> names, boolean many) {
            this.names = names;
            this.many = many;
            spellings = new LinkedHashMap<>();
            shown = new LinkedHashMap<>();
            names.forEach((name, value) -> {
                shown.putIfAbsent(value, name);
                spellings.putIfAbsent(Text.plain(name), value);
            });
        }

        @Override
        Object value(Cell cell, String unit) {
            String text = words(cell);
            if (!many) {
                return one(text);
            }
            Set<Object> chosen = new TreeSet<>();
            for (String item : SEPARATOR.split(text)) {
                if (!item.isBlank()) {
                    chosen.add(one(item));
                }
            }
            return chosen;
        }

        private Object one(String text) {
            Object value = spellings.get(Text.plain(text));
            if (value == null) {
                // the nearest values are found only where they are shown: a whole column may be wrong
                throw new Unreadable(
                        Violation.UNKNOWN_VALUE, language -> expected(text).in(language));
            }
            return value;
        }

        /** All values of a small set, else those that are nearest to the text. */
        private Note expected(String text) {
            if (shown.size() <= Suggestions.MOST) {
                return SheetNote.CHOICE_EXPECTED.of(List.copyOf(shown.values()));
            }
            List<String> near = Suggestions.nearest(text, names.keySet()).stream()
                    .map(name -> shown.get(names.get(name)))
                    .distinct()
                    .toList();
            return near.isEmpty()
                    ? SheetNote.CHOICE_FOR_EXAMPLE.of(
                            shown.values().stream().limit(Suggestions.MOST).toList(), shown.size())
                    : SheetNote.CHOICE_NEAREST.of(near, shown.size());
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

    /**
     * All names of all choices, the shown one first: {@code 楼板 SLAB}, {@code SLAB}, {@code 楼板}; then what else people call one of
     * them and no other, as JSON takes it.
     */
    private static <E extends Enum<E>> Map<String, Object> names(Class<E> choices, Function<E, String> zh) {
        Map<String, Object> names = new LinkedHashMap<>();
        for (E choice : choices.getEnumConstants()) {
            names.put(zh.apply(choice) + " " + choice.name(), choice);
            names.put(choice.name(), choice);
            names.put(zh.apply(choice), choice);
        }
        for (E choice : choices.getEnumConstants()) {
            if (choice instanceof Term term) {
                term.alsoCalled().stream()
                        .filter(name -> EnumNames.meant(choices, name).size() == 1)
                        .forEach(name -> names.putIfAbsent(name, choice));
            }
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
