package org.prefabtracker.workbook;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The definition of a kind of workbook, for reading, for writing and for its template.
 *
 * @param <T> the record of a row
 */
public final class SheetDefinition<T> {

    /** The header of a column that marks rows as examples; they are skipped. */
    static final String EXAMPLE = "示例 / Example";

    private static final Pattern UNIT = Pattern.compile("\\(([^()]*)\\)$");
    private static final Set<String> UNITS = Set.of(
            "mm", "cm", "dm", "m", "m2", "m3", "mm2", "mm3", "cm2", "cm3", "l", "g", "kg", "t", "毫米", "厘米", "米", "平方米",
            "立方米", "千克", "公斤", "吨");
    private static final Map<String, String> SAME_UNIT =
            Map.of("毫米", "mm", "厘米", "cm", "米", "m", "平方米", "m2", "立方米", "m3", "千克", "kg", "公斤", "kg", "吨", "t");

    private final String name;
    private final String zh;
    private final String en;
    private final List<Column<T>> columns;
    private final Function<Values, T> make;
    private final List<T> examples;
    private final Map<String, Integer> byField = new HashMap<>();
    private final Map<String, List<Integer>> bySpelling = new HashMap<>();

    /**
     * @param name the name in addresses
     * @param make makes the record of a row from the values of its cells
     */
    public SheetDefinition(
            String name, String zh, String en, List<Column<T>> columns, Function<Values, T> make, List<T> examples) {
        this.name = name;
        this.zh = zh;
        this.en = en;
        this.columns = List.copyOf(columns);
        this.make = make;
        this.examples = List.copyOf(examples);
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            byField.put(column.field(), i);
            for (String field : column.also()) {
                byField.put(field, i);
            }
            spell(column.zh(), i);
            spell(column.en(), i);
            spell(column.field().substring(column.field().lastIndexOf('.') + 1), i);
            for (String spelling : column.spellings()) {
                spell(spelling, i);
            }
        }
    }

    private void spell(String spelling, int column) {
        List<Integer> columnsOfIt = bySpelling.computeIfAbsent(plain(spelling), key -> new ArrayList<>());
        if (!columnsOfIt.contains(column)) {
            columnsOfIt.add(column);
        }
    }

    public String name() {
        return name;
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }

    List<Column<T>> columns() {
        return columns;
    }

    List<T> examples() {
        return examples;
    }

    T make(Values values) {
        return make.apply(values);
    }

    /** The column of a field; null where no column holds it. */
    Integer column(String field) {
        return byField.get(field);
    }

    /** How a header is recognised. */
    sealed interface Match {
        record Found(int column) implements Match {}

        record WrongUnit(int column, String unit) implements Match {}

        /** The header fits two columns that differ in their units. */
        record Ambiguous(List<Integer> columns) implements Match {}

        record Unknown() implements Match {}
    }

    /** Recognises a header in Chinese, English or both, with its unit or without. */
    Match match(String header) {
        String text = plain(header);
        String unit = null;
        Matcher parenthesis = UNIT.matcher(text);
        if (parenthesis.find()) {
            unit = UNITS.contains(parenthesis.group(1)) ? parenthesis.group(1) : null;
            text = text.substring(0, parenthesis.start());
        }
        String statedUnit = unit == null ? null : SAME_UNIT.getOrDefault(unit, unit);
        List<Integer> candidates = candidates(text);
        if (candidates.isEmpty()) {
            return new Match.Unknown();
        }
        List<Integer> fitting = candidates.stream()
                .filter(i -> statedUnit == null
                        || columns.get(i).unit() == null
                        || plain(columns.get(i).unit()).equals(statedUnit))
                .toList();
        if (fitting.isEmpty()) {
            return new Match.WrongUnit(candidates.get(0), unit);
        }
        return fitting.size() == 1 ? new Match.Found(fitting.get(0)) : new Match.Ambiguous(fitting);
    }

    /** The columns that a header can mean; of a bilingual header those that fit all its known parts. */
    private List<Integer> candidates(String text) {
        List<Integer> whole = bySpelling.get(text);
        if (whole != null) {
            return whole;
        }
        List<Integer> common = List.of();
        for (String part : text.split("/")) {
            List<Integer> meant = bySpelling.get(UNIT.matcher(part).replaceAll(""));
            if (meant != null) {
                common = common.isEmpty()
                        ? meant
                        : common.stream().filter(meant::contains).toList();
            }
        }
        return common;
    }

    static boolean isExampleMarker(String header) {
        String text = plain(header);
        return text.equals("示例") || text.equals("example") || text.equals(plain(EXAMPLE));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\u00a0*:_.-]+", "");
    }
}
