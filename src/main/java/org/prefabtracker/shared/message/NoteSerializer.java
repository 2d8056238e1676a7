package org.prefabtracker.shared.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Writes a message in the language of the writer, see {@link Language#OF_WRITER}; in English where it has none. */
public final class NoteSerializer extends StdSerializer<Object> {

    private static final long serialVersionUID = 1;

    public NoteSerializer() {
        super(Object.class);
    }

    /** @param message a {@link Localized} text, or a sentence in English */
    @Override
    public void serialize(Object message, JsonGenerator generator, SerializerProvider provider) throws IOException {
        Language language = provider.getAttribute(Language.OF_WRITER) instanceof Language asked ? asked : Language.EN;
        generator.writeString(
                message instanceof Localized localized
                        ? localized.in(language)
                        : Sentences.in(language, message.toString()));
    }
}
