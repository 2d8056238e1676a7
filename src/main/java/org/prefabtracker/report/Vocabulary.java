package org.prefabtracker.report;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Term;
import org.prefabtracker.shared.message.Texts;
import org.prefabtracker.shared.message.Unit;

/** The words of a report in one language: its texts, and the names of the values of closed sets. */
final class Vocabulary {

    private static final String BUNDLE = "messages/report";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}");
    private static final Pattern UNIT_SUFFIX = Pattern.compile("(M3|M2|Kg|M)$");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,4}");

    private final Language language;
    private final Texts texts;

    Vocabulary(Language language) {
        this.language = language;
        this.texts = Texts.of(BUNDLE, language);
    }

    /** A text of the bundle with its values by position. */
    String text(String key, Object... values) {
        return texts.text(key, values);
    }

    /** The text of the two that is in the language: for names that rule sets give in both. */
    String of(String zh, String en) {
        return language.of(zh, en);
    }

    /** {@code SHEAR_WALL} as shear wall. */
    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code planArea} as plan area. */
    private static String words(String key) {
        return CAPITAL.matcher(key)
                .replaceAll(
                        match -> Matcher.quoteReplacement(" " + match.group().toLowerCase(Locale.ROOT)));
    }

    private <E extends Enum<E> & Term> String term(E value) {
        return language.of(value.zh(), words(value));
    }

    String name(Category category) {
        return term(category);
    }

    String name(Feature feature) {
        return term(feature);
    }

    String name(EvaluationKind kind) {
        return term(kind);
    }

    String name(StructuralSystem structure) {
        return term(structure);
    }

    String name(BuildingUse use) {
        return term(use);
    }

    String name(StoreyKind kind) {
        return term(kind);
    }

    String name(TakeOff.Phase phase) {
        return term(phase);
    }

    /** With its name in the API. */
    String name(Lens lens) {
        return shortName(lens) + " " + lens.name();
    }

    /** Without its name in the API. */
    String shortName(Lens lens) {
        return term(lens);
    }

    String name(DeclaredQuantity measure) {
        return language.of(measure.zh(), words(measure.key()));
    }

    String name(AbsentFeature.What what) {
        return language.of(what.zh(), words(what.key()));
    }

    String name(Quantity quantity) {
        return language.of(
                quantity.zh(), words(UNIT_SUFFIX.matcher(quantity.key()).replaceFirst("")));
    }

    /** The name of a value of another closed set, which the bundle has under {@code <enum>.<constant>}. */
    String name(Enum<?> value) {
        return text(value.getDeclaringClass().getSimpleName() + "." + value.name());
    }

    String yes(boolean yes) {
        return text(yes ? "yes" : "no");
    }

    /** The name of a storey, never a bare number. */
    String storey(String code) {
        if (!WHOLE.matcher(code).matches()) {
            return text(code.endsWith("层") ? "storey.named" : "storey.number", code);
        }
        return code.startsWith("-") ? text("storey.basement", code.substring(1)) : text("storey.number", code);
    }

    /** The names of adjacent storeys and how many there are: 3–17层 ×15. */
    String storeys(List<String> codes) {
        String first = codes.get(0);
        if (codes.size() == 1) {
            return storey(first);
        }
        String last = codes.get(codes.size() - 1);
        boolean numbers = WHOLE.matcher(first).matches() && WHOLE.matcher(last).matches() && !first.startsWith("-");
        return numbers || language == Language.EN
                ? text(numbers ? "storeys.numbers" : "storeys.range", first, last, codes.size())
                : text("storeys.range", storey(first), storey(last), codes.size());
    }

    /** With superscripts; empty for plain numbers. */
    String unit(String unit) {
        return Unit.symbol(unit, language);
    }

    String time(OffsetDateTime time) {
        return time == null ? null : TIME.format(time);
    }

    /** Who declared the take-off and when, in the zone of the report. */
    String declared(TakeOff.Declared takeOff, OffsetDateTime printedAt) {
        return takeOff.declaredBy()
                + " "
                + MINUTE.format(takeOff.declaredAt().withOffsetSameInstant(printedAt.getOffset()));
    }

    /** Without trailing zeros and without an exponent. */
    static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
