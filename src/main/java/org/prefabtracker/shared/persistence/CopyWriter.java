package org.prefabtracker.shared.persistence;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows into a table by COPY. The connection must not be used for anything else meanwhile. */
public final class CopyWriter {

    private static final int FULL = 64 * 1024;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(FULL + 4 * 1024);

    private CopyWriter(CopyIn copy) {
        this.copy = copy;
    }

    /** Runs the writing with columns that are declared once; where the writing fails, none of its rows is stored. */
    public static <R> void into(String table, UnnestRows<R> columns, Consumer<Consumer<R>> writing) {
        into(table, columns.names(), copy -> writing.accept(row -> copy.row(columns.values(row))));
    }

    /** Runs the writing and ends the COPY; where the writing fails, none of its rows is stored. */
    public static void into(String table, String columns, Consumer<CopyWriter> writing) {
        try {
            CopyIn copy = Sql.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table + " (" + columns + ") from stdin");
            try {
                CopyWriter rows = new CopyWriter(copy);
                writing.accept(rows);
                rows.flush();
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("COPY into " + table, e);
        }
    }

    /** Writes one row, its values in the order of the columns; a collection is an array of text. */
    public void row(Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                buffer.append('\t');
            }
            append(values[i]);
        }
        buffer.append('\n');
        if (buffer.length() >= FULL) {
            flush();
        }
    }

    private void append(Object value) {
        if (value == null) {
            buffer.append("\\N");
        } else if (value instanceof BigDecimal number) {
            buffer.append(number.toPlainString());
        } else if (value instanceof Collection<?> items) {
            append(items.stream()
                    .map(item -> '"' + item.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .collect(Collectors.joining(",", "{", "}")));
        } else {
            escape(value.toString());
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                default -> buffer.append(c);
            }
        }
    }

    private void flush() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new IllegalStateException("COPY", e);
        }
    }
}
