package org.prefabtracker.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.catalogue.Category;

/**
 * What the components that count in an item add to it, storey by storey and alike ones together: the calculation table of the
 * item. Its total is what the finding of the item tracked. Pure.
 *
 * @param storeys from below, those where nothing counts left out
 */
record Calculation(List<Storey> storeys) {

    static final Calculation NONE = new Calculation(List.of());

    private static final Comparator<Row> IN_ORDER = Comparator.comparing(Row::category)
            .thenComparing(Row::mark, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::spec, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::lot, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::each, Comparator.nullsLast(Comparator.naturalOrder()));

    /**
     * Components of one storey that are alike. What is null differs among them.
     *
     * @param lot how many pieces one of them stands for
     * @param each what one of them adds
     * @param components how many there are
     * @param total what they add together
     */
    record Row(
            Category category,
            String mark,
            String spec,
            Integer lot,
            BigDecimal each,
            long components,
            BigDecimal total) {

        /** Some that are alike. */
        static Row of(Category category, String mark, String spec, int lot, BigDecimal each, long components) {
            return new Row(category, mark, spec, lot, each, components, each.multiply(BigDecimal.valueOf(components)));
        }

        private Row alone() {
            return new Row(category, mark, spec, lot, each, 0, BigDecimal.ZERO);
        }

        private Row plus(Row other) {
            return new Row(category, mark, spec, lot, each, components + other.components, total.add(other.total));
        }
    }

    /**
     * What stands on a storey.
     *
     * @param ordinal where the storey is from below
     */
    record Storey(String code, int ordinal, List<Row> rows) {
        Storey {
            rows = together(rows);
        }
    }

    /** Storeys next to each other on which the same stands; the rows are of one of them. */
    record Group(List<String> storeys, List<Row> rows) {

        int count() {
            return storeys.size();
        }

        long componentsOnEach() {
            return rows.stream().mapToLong(Row::components).sum();
        }

        BigDecimal onEach() {
            return rows.stream().map(Row::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        long components() {
            return componentsOnEach() * count();
        }

        BigDecimal total() {
            return onEach().multiply(BigDecimal.valueOf(count()));
        }
    }

    /** How finely components are told apart, the finest first. */
    enum Detail {
        MARKS,
        SPECS,
        CATEGORIES;

        private Row seen(Row row) {
            return switch (this) {
                case MARKS -> row;
                case SPECS -> new Row(row.category, null, row.spec, row.lot, row.each, row.components, row.total);
                case CATEGORIES -> new Row(row.category, null, null, null, null, row.components, row.total);
            };
        }
    }

    /** Equal rows made one, in a fixed order. */
    private static List<Row> together(List<Row> rows) {
        Map<Row, Row> alike = new LinkedHashMap<>();
        rows.forEach(row -> alike.merge(row.alone(), row, Row::plus));
        return alike.values().stream().sorted(IN_ORDER).toList();
    }

    /** The storeys next to each other on which the same stands, taken together. */
    List<Group> groups(Detail detail) {
        List<Group> groups = new ArrayList<>();
        List<String> run = new ArrayList<>();
        Storey last = null;
        for (Storey storey : storeys) {
            Storey seen = new Storey(
                    storey.code(),
                    storey.ordinal(),
                    storey.rows().stream().map(detail::seen).toList());
            boolean goesOn = last != null
                    && seen.ordinal() == last.ordinal() + 1
                    && seen.rows().equals(last.rows());
            if (last != null && !goesOn) {
                groups.add(new Group(List.copyOf(run), last.rows()));
                run.clear();
            }
            run.add(seen.code());
            last = seen;
        }
        if (last != null) {
            groups.add(new Group(List.copyOf(run), last.rows()));
        }
        return groups;
    }

    /** The finest detail that takes no more than so many rows, else the coarsest. */
    Detail detail(int rows) {
        for (Detail detail : Detail.values()) {
            if (groups(detail).stream().mapToInt(group -> group.rows().size()).sum() <= rows) {
                return detail;
            }
        }
        return Detail.CATEGORIES;
    }

    long components() {
        return storeys.stream()
                .flatMap(storey -> storey.rows().stream())
                .mapToLong(Row::components)
                .sum();
    }

    /** What all of them add. */
    BigDecimal total() {
        return storeys.stream()
                .flatMap(storey -> storey.rows().stream())
                .map(Row::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
