package org.prefabtracker.workbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.prefabtracker.shared.text.Suggestions;

/**
 * The definition of a kind of workbook, for reading, for writing and for its template.
 *
 * @param <T> the record of a row
 */
public final class SheetDefinition<T> {

    /** The header of a column that marks rows as examples; they are skipped. */
    static final String EXAMPLE = "示例 / Example";

    private static final Pattern BRACKETS = Pattern.compile("[(（\\[【][^)）\\]】]*[)）\\]】]");
    private static final Pattern SEPARATOR = Pattern.compile("[/／,，]");
    /** Words that are used for parts of names. */
    private static final Map<String, String> SYNONYMS =
            Map.of("砼", "混凝土", "方量", "体积", "钢筋用量", "用钢量", "层号", "楼层", "部位", "位置");

    private static final int LONGEST_SUGGESTED = 40;

    /** In a name of fewer letters, another letter may make another word. */
    private static final int LETTERS_PER_SLIP = 3;

    private final String name;
    private final String zh;
    private final String en;
    private final List<Column<T>> columns;
    private final Function<Values, T> make;
    private final List<T> examples;
    private final Map<String, Integer> byField = new HashMap<>();
    private final Map<String, List<Integer>> bySpelling = new HashMap<>();
    /** The names as they are written. */
    private final Map<String, Integer> titles = new LinkedHashMap<>();

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
        if (spelling.length() > 1) {
            titles.putIfAbsent(spelling, column);
        }
        List<Integer> columnsOfIt = bySpelling.computeIfAbsent(HeaderText.plain(spelling), key -> new ArrayList<>());
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

        /** @param factor what the numbers of the column are multiplied with to be in the unit of the layout */
        record Found(int column, BigDecimal factor) implements Match {}

        /** The header states a unit that the column does not have and that is not converted. */
        record WrongUnit(int column, String unit) implements Match {}

        /** The header fits several columns. */
        record Ambiguous(List<Integer> columns) implements Match {}

        record Unknown() implements Match {}
    }

    /** Recognises a header in Chinese, English or both, with its unit or without. */
    Match match(String header) {
        HeaderText text = HeaderText.of(header, bySpelling::containsKey);
        List<Integer> candidates = candidates(text.names());
        if (candidates.isEmpty()) {
            return new Match.Unknown();
        }
        Set<HeaderUnit> stated = new LinkedHashSet<>();
        text.units().stream().map(HeaderUnit::named).filter(Objects::nonNull).forEach(stated::add);
        List<Integer> exact = new ArrayList<>();
        List<Match.Found> fitting = new ArrayList<>();
        for (int i : candidates) {
            BigDecimal factor = factor(columns.get(i), stated, text.units());
            if (factor != null) {
                fitting.add(new Match.Found(i, factor));
                if (!stated.isEmpty() && factor.compareTo(BigDecimal.ONE) == 0) {
                    exact.add(i);
                }
            }
        }
        if (fitting.isEmpty()) {
            return new Match.WrongUnit(candidates.get(0), String.join(", ", text.units()));
        }
        if (exact.size() == 1) {
            return new Match.Found(exact.get(0), BigDecimal.ONE);
        }
        return fitting.size() == 1
                ? fitting.get(0)
                : new Match.Ambiguous(fitting.stream().map(Match.Found::column).toList());
    }

    /**
     * What the numbers of a column are multiplied with, by the units that its header states.
     *
     * @param texts what else the header says; without a known unit it may be one that is not known
     * @return null where the column does not have the unit
     */
    private static BigDecimal factor(Column<?> column, Set<HeaderUnit> stated, List<String> texts) {
        if (stated.size() > 1) {
            return null;
        }
        if (stated.isEmpty()) {
            return column.unit() == null || texts.isEmpty() ? BigDecimal.ONE : null;
        }
        return column.unit() == null
                ? null
                : stated.iterator().next().to(HeaderUnit.named(HeaderText.plain(column.unit())));
    }

    /** The columns that all names of a header fit. */
    private List<Integer> candidates(List<String> names) {
        List<Integer> common = null;
        for (String spelling : names) {
            List<Integer> meant = bySpelling.get(spelling);
            common = common == null
                    ? meant
                    : common.stream().filter(meant::contains).toList();
        }
        return common == null ? List.of() : common;
    }

    /**
     * A column that an unknown header probably means.
     *
     * @param near whether the header is almost its name, so that it is hardly another column
     */
    record Suggestion(Column<?> column, boolean near) {}

    /** The column that an unknown header probably means: by a synonym, or within an edit distance of 2. */
    Optional<Suggestion> suggested(String header) {
        if (header.length() > LONGEST_SUGGESTED) {
            return Optional.empty();
        }
        String name = BRACKETS.matcher(header).replaceAll("");
        String common = name;
        for (Map.Entry<String, String> synonym : SYNONYMS.entrySet()) {
            common = common.replace(synonym.getKey(), synonym.getValue());
        }
        List<Integer> meant =
                candidates(HeaderText.of(common, bySpelling::containsKey).names());
        if (!meant.isEmpty()) {
            return Optional.of(new Suggestion(columns.get(meant.get(0)), true));
        }
        return Stream.of(SEPARATOR.split(common))
                .flatMap(part -> Suggestions.best(part, titles.keySet()).stream()
                        .map(title -> new Suggestion(columns.get(titles.get(title)), isNear(part, title))))
                .findFirst();
    }

    /** A short word differs from many others by one letter. */
    private static boolean isNear(String header, String title) {
        String written = HeaderText.plain(header);
        int distance = LevenshteinDistance.getDefaultInstance().apply(written, HeaderText.plain(title));
        return distance * LETTERS_PER_SLIP <= written.length();
    }

    static boolean isExampleMarker(String header) {
        String text = HeaderText.plain(header);
        return text.equals("示例") || text.equals("example") || text.equals(HeaderText.plain(EXAMPLE));
    }
}
