package org.prefabtracker.shared.message;

/** A word of the domain. Its {@code toString} is its name in the API, which English messages use too. */
public interface Term extends Localized {

    /** The Chinese name. */
    String zh();

    @Override
    default String in(Language language) {
        return language.of(zh(), toString());
    }
}
