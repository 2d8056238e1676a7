package org.prefabtracker.shared.persistence;

/** Expressions in SQL for lists of columns. */
public final class SqlColumns {

    private SqlColumns() {}

    /** {@code a, b} of {@code x} as {@code x.a, x.b}. */
    public static String of(String alias, String columns) {
        return alias + "." + columns.strip().replaceAll(",\\s*", ", " + alias + ".");
    }

    /** The condition that two rows differ in any of the columns; nulls compare, decimals by value. */
    public static String differ(String columns, String a, String b) {
        return "(" + of(a, columns) + ") is distinct from (" + of(b, columns) + ")";
    }
}
