package org.prefabtracker.shared.message;

/** A unit of measurement by its code in the API: {@code m2} in English messages, the symbol m² in Chinese ones. */
public record Unit(String code) implements Localized {

    @Override
    public String in(Language language) {
        return language == Language.EN ? code : symbol(code, language);
    }

    /** The symbol of a unit in printed text; empty for plain numbers and for yes or no. Null stays null. */
    public static String symbol(String code, Language language) {
        if (code == null) {
            return null;
        }
        return switch (code) {
            case "m2" -> "m²";
            case "m3" -> "m³";
            case "t/m3" -> "t/m³";
            case "1", "bool" -> "";
            case "pieces" -> language.of("件", code);
            case "money" -> language.of("元", "currency");
            default -> code;
        };
    }
}
