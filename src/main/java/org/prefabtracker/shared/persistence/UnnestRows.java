package org.prefabtracker.shared.persistence;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Rows of Java objects as a table of a statement: {@code unnest} of one array per column. A column is declared once, with its
 * name, its SQL type and its getter, so names, types and values cannot get out of step. The same declaration serves a COPY,
 * see {@link CopyWriter}.
 *
 * <pre>{@code
 * UnnestRows<Storey> rows = UnnestRows.<Storey>columns().text("code", Storey::code).numeric("area", Storey::area);
 * rows.bind(Sql.update("insert into storey (code, area) select code, area from " + rows.as("s")), storeys);
 * }</pre>
 *
 * @param <R> the Java object of a row
 */
public final class UnnestRows<R> {

    /** Joins the elements of a text array; a control character that no input may contain. */
    private static final String SEPARATOR = "\u001f";

    private final List<Column<R>> columns;

    private record Column<R>(
            String name, String type, boolean list, Function<R, ?> value, IntFunction<Object[]> newArray) {

        <S> Column<S> of(Function<S, R> row) {
            return new Column<>(name, type, list, row.andThen(value), newArray);
        }

        /** The value as an element of the array that is bound. */
        Object element(R row) {
            Object element = value.apply(row);
            return list ? joined((Collection<?>) element) : element;
        }

        private static String joined(Collection<?> elements) {
            return elements == null
                    ? null
                    : elements.stream().map(Object::toString).collect(Collectors.joining(SEPARATOR));
        }

        String parameter() {
            return "row_" + name;
        }

        String expression() {
            return list
                    ? "case when " + name + " = '' then '{}' else string_to_array(" + name + ", chr(31)) end as " + name
                    : name;
        }
    }

    private UnnestRows(List<Column<R>> columns) {
        this.columns = columns;
    }

    /** Begins a declaration; each of the methods below returns one with a column more. */
    public static <R> UnnestRows<R> columns() {
        return new UnnestRows<>(List.of());
    }

    public UnnestRows<R> bigint(String name, Function<R, Long> value) {
        return with(name, "bigint", value, Long[]::new);
    }

    public UnnestRows<R> integer(String name, Function<R, Integer> value) {
        return with(name, "int", value, Integer[]::new);
    }

    public UnnestRows<R> numeric(String name, Function<R, BigDecimal> value) {
        return with(name, "numeric", value, BigDecimal[]::new);
    }

    public UnnestRows<R> bool(String name, Function<R, Boolean> value) {
        return with(name, "boolean", value, Boolean[]::new);
    }

    public UnnestRows<R> uuid(String name, Function<R, UUID> value) {
        return with(name, "uuid", value, UUID[]::new);
    }

    /** A text, or an enum by its name. */
    public UnnestRows<R> text(String name, Function<R, ?> value) {
        return with(
                name,
                "text",
                row -> {
                    Object text = value.apply(row);
                    return text == null ? null : text instanceof Enum<?> constant ? constant.name() : text.toString();
                },
                String[]::new);
    }

    /** A date; sent as text, for which the driver needs no conversion between calendars. */
    public UnnestRows<R> date(String name, Function<R, LocalDate> value) {
        return with(name, "date", asText(value), String[]::new);
    }

    /** A moment; sent as text with its offset. */
    public UnnestRows<R> timestamptz(String name, Function<R, OffsetDateTime> value) {
        return with(name, "timestamptz", asText(value), String[]::new);
    }

    /** An array of texts. {@code unnest} cannot take arrays of different lengths, so they are joined and split again. */
    public UnnestRows<R> texts(String name, Function<R, ? extends Collection<?>> value) {
        return with(new Column<>(name, "text", true, value, String[]::new));
    }

    /** The same columns for rows that hold a row of this declaration. */
    public <S> UnnestRows<S> of(Function<S, R> row) {
        return new UnnestRows<>(columns.stream().map(column -> column.of(row)).toList());
    }

    private static <R> Function<R, String> asText(Function<R, ?> value) {
        return row -> {
            Object element = value.apply(row);
            return element == null ? null : element.toString();
        };
    }

    private UnnestRows<R> with(String name, String type, Function<R, ?> value, IntFunction<Object[]> newArray) {
        return with(new Column<>(name, type, false, value, newArray));
    }

    private UnnestRows<R> with(Column<R> column) {
        return new UnnestRows<>(
                Stream.concat(columns.stream(), Stream.of(column)).toList());
    }

    /** The names of the columns in their order, separated by commas. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The item of a FROM clause, with the columns as declared. */
    public String as(String alias) {
        String unnest = columns.stream()
                .map(column -> ":" + column.parameter() + "::" + column.type() + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")"));
        return columns.stream().noneMatch(Column::list)
                ? unnest + " as " + alias + " (" + names() + ")"
                : "(select " + columns.stream().map(Column::expression).collect(Collectors.joining(", ")) + " from "
                        + unnest + " as u (" + names() + ")) as " + alias;
    }

    /** Binds the arrays that {@link #as} names. */
    public <S extends SqlStatement<S>> S bind(S statement, Collection<? extends R> rows) {
        for (Column<R> column : columns) {
            Object[] array = column.newArray().apply(rows.size());
            int i = 0;
            for (R row : rows) {
                array[i++] = column.element(row);
            }
            statement.bind(column.parameter(), array);
        }
        return statement;
    }

    /** The values of a row by the names of the columns, in their order: an enum, a date and a moment as text. */
    public Map<String, Object> named(R row) {
        Map<String, Object> named = new LinkedHashMap<>();
        columns.forEach(column -> named.put(column.name(), column.value().apply(row)));
        return named;
    }

    /** The values of a row in the order of the columns. */
    Object[] values(R row) {
        return columns.stream().map(column -> column.value().apply(row)).toArray();
    }
}
