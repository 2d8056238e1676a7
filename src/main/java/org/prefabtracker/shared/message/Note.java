package org.prefabtracker.shared.message;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message as data: a code and the values that its text refers to. The text is made where the message is shown; JSON has it in
 * the language of its writer, in English where that has none.
 *
 * @param values one for each argument of the code: numbers, texts, {@link Localized} values, or lists of these
 */
@Schema(type = SchemaType.STRING)
@JsonSerialize(using = NoteSerializer.class)
public record Note(NoteCode code, List<Object> values) implements Localized {

    private static final String BUNDLE = "messages/notes";

    public Note {
        values = List.copyOf(values);
        if (values.size() != code.arguments().size()) {
            throw new IllegalArgumentException(code.key() + " takes " + code.arguments() + ", not " + values);
        }
    }

    @Override
    public String in(Language language) {
        return Texts.of(BUNDLE, language).text(code.key(), argument -> {
            int index = code.arguments().indexOf(argument);
            return index < 0 ? null : text(values.get(index), language);
        });
    }

    private static String text(Object value, Language language) {
        if (value instanceof Localized localized) {
            return localized.in(language);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> text(each, language)).collect(Collectors.joining(language.of("、", ", ")));
        }
        return value.toString();
    }

    /** The English text. */
    @Override
    public String toString() {
        return in(Language.EN);
    }
}
