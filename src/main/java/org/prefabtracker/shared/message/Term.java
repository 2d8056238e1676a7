package org.prefabtracker.shared.message;

import java.util.List;

/** A word of the domain. Its {@code toString} is its name in the API, which English messages use too. */
public interface Term extends Localized {

    /** The Chinese name. */
    String zh();

    /** Other Chinese names by which people call it; none by default. */
    default List<String> alsoCalled() {
        return List.of();
    }

    @Override
    default String in(Language language) {
        return language.of(zh(), toString());
    }
}
