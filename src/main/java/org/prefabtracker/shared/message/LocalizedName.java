package org.prefabtracker.shared.message;

/** A name that data gives in both languages, for example the name of an item of a rule set. */
public record LocalizedName(String zh, String en) implements Localized {

    @Override
    public String in(Language language) {
        return language.of(zh, en);
    }
}
