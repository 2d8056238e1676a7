package org.prefabtracker.shared.persistence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of incoming rows that a sheet may lack. Rows that change something that is stored keep its values in them. The
 * incoming table has a column {@code absent} with a bit for each.
 */
public final class AbsentColumns {

    /** The column of the incoming table. */
    public static final String COLUMN = "absent";

    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Map<String, String> stored = new LinkedHashMap<>();

    private final String alias;

    private AbsentColumns(String alias) {
        this.alias = alias;
    }

    /** @param alias the name of the stored row in {@link #keep} */
    public static AbsentColumns storedIn(String alias) {
        return new AbsentColumns(alias);
    }

    /** A field of a row, and its column in both tables. At most 31 fields. */
    public AbsentColumns with(String field, String column) {
        return with(field, column, alias + "." + column);
    }

    /** A field whose stored value is an expression on the stored row. */
    public AbsentColumns with(String field, String column, String expression) {
        columns.put(field, column);
        stored.put(field, expression);
        return this;
    }

    /** The bits of the fields that a row cannot state. */
    public int mask(Set<String> fields) {
        int mask = 0;
        int bit = 1;
        for (String field : columns.keySet()) {
            mask |= fields.contains(field) ? bit : 0;
            bit <<= 1;
        }
        return mask;
    }

    /**
     * The UPDATE that fills the absent columns of incoming rows {@code i} from stored rows.
     *
     * @param from the stored tables, and how they belong to the row
     */
    public String keep(String incoming, String from) {
        int[] bit = {1};
        String values = columns.keySet().stream()
                .map(field -> {
                    int mask = bit[0];
                    bit[0] <<= 1;
                    return "case when i.absent & " + mask + " <> 0 then " + stored.get(field) + " else i."
                            + columns.get(field) + " end";
                })
                .collect(Collectors.joining(", "));
        return "update " + incoming + " i set (" + String.join(", ", columns.values()) + ") = (" + values + ") from "
                + from + " and i.absent <> 0";
    }
}
