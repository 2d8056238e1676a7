package org.prefabtracker.plausibility;

/** Keys of findings that are ordered by the arrival of an event. */
final class ArrivalKeys {

    private ArrivalKeys() {}

    static boolean isKey(String key) {
        return key.matches("[0-9]{0,18}");
    }

    static String key(long arrival) {
        return Long.toString(arrival);
    }

    static long of(String key) {
        return key.isEmpty() ? 0 : Long.parseLong(key);
    }
}
