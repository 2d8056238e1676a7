package org.prefabtracker.shared.json;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Maps by the constants of an enum, as they are read from JSON. */
public final class EnumKeys {

    private EnumKeys() {}

    /** A copy in the order of the constants, without the key null, which stands for an unknown one that is reported already. */
    public static <E extends Enum<E>, T> Map<E, T> copy(Map<E, T> read) {
        if (read == null) {
            return Map.of();
        }
        Map<E, T> known = new HashMap<>(read);
        known.remove(null);
        return known.isEmpty() ? Map.of() : new EnumMap<>(known);
    }
}
