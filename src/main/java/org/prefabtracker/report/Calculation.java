package org.prefabtracker.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.catalogue.Category;

/**
 * The calculation table of an item: the amounts of the components that count, by storey, with equal components grouped. The
 * total equals the tracked amount of the finding. Pure.
 *
 * @param storeys from the lowest up, without those where no component counts
 */
record Calculation(List<Storey> storeys) {

    static final Calculation NONE = new Calculation(List.of());

    private static final Comparator<Row> IN_ORDER = Comparator.comparing(Row::category)
            .thenComparing(Row::mark, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::spec, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::lot, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::each, Comparator.nullsLast(Comparator.naturalOrder()));

    /**
     * Equal components of one storey. A null value means that they differ in it.
     *
     * @param lot the number of pieces of one component
     * @param each the amount of one component
     * @param components the number of components
     * @param total the amount of all of them
     */
    record Row(
            Category category,
            String mark,
            String spec,
            Integer lot,
            BigDecimal each,
            long components,
            BigDecimal total) {

        /** A row of equal components. */
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
     * The components of a storey.
     *
     * @param ordinal the position of the storey from the lowest up
     */
    record Storey(String code, int ordinal, List<Row> rows) {
        Storey {
            rows = merged(rows);
        }
    }

    /** Adjacent storeys with equal rows; the rows are those of one storey. */
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

    /** The level of detail of the rows, the finest first. */
    enum Detail {
        MARKS,
        SPECS,
        CATEGORIES;

        private Row reduced(Row row) {
            return switch (this) {
                case MARKS -> row;
                case SPECS -> new Row(row.category, null, row.spec, row.lot, row.each, row.components, row.total);
                case CATEGORIES -> new Row(row.category, null, null, null, null, row.components, row.total);
            };
        }
    }

    /** Merges equal rows and sorts them. */
    private static List<Row> merged(List<Row> rows) {
        Map<Row, Row> alike = new LinkedHashMap<>();
        rows.forEach(row -> alike.merge(row.alone(), row, Row::plus));
        return alike.values().stream().sorted(IN_ORDER).toList();
    }

    /** Groups adjacent storeys with equal rows. */
    List<Group> groups(Detail detail) {
        List<Group> groups = new ArrayList<>();
        List<String> run = new ArrayList<>();
        Storey last = null;
        for (Storey storey : storeys) {
            Storey reduced = new Storey(
                    storey.code(),
                    storey.ordinal(),
                    storey.rows().stream().map(detail::reduced).toList());
            boolean continues = last != null
                    && reduced.ordinal() == last.ordinal() + 1
                    && reduced.rows().equals(last.rows());
            if (last != null && !continues) {
                groups.add(new Group(List.copyOf(run), last.rows()));
                run.clear();
            }
            run.add(reduced.code());
            last = reduced;
        }
        if (last != null) {
            groups.add(new Group(List.copyOf(run), last.rows()));
        }
        return groups;
    }

    /** The finest level with at most the given number of rows, otherwise the coarsest. */
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

    /** The amount of all components. */
    BigDecimal total() {
        return storeys.stream()
                .flatMap(storey -> storey.rows().stream())
                .map(Row::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
