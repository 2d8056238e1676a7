package org.prefabtracker.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Closed sets as the database keeps them: arrays of names. Null stays null. */
final class EnumArrays {

    private EnumArrays() {}

    static String[] of(Collection<? extends Enum<?>> set) {
        return set == null ? null : set.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    static <E extends Enum<E>> Set<E> read(Class<E> type, ResultSet row, String column) throws SQLException {
        if (row.getArray(column) == null) {
            return null;
        }
        Set<E> set = EnumSet.noneOf(type);
        for (String name : (String[]) row.getArray(column).getArray()) {
            set.add(Enum.valueOf(type, name));
        }
        return set;
    }
}
