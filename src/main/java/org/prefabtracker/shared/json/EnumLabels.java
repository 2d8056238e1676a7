package org.prefabtracker.shared.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.prefabtracker.shared.message.EnumNames;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Term;

/**
 * Adds a label for people beside each enum that is a {@link Term}: {@code category} and {@code categoryLabel}, {@code features}
 * and {@code featuresLabels}. It does so only for a writer with the attribute {@link #LANGUAGE}, so that what is stored or
 * digested has no labels.
 */
public final class EnumLabels extends BeanSerializerModifier {

    /** The attribute of a writer that asks for labels; its value is a {@link Language}. */
    public static final String LANGUAGE = Language.OF_WRITER;

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
        List<BeanPropertyWriter> labelled = new ArrayList<>();
        for (BeanPropertyWriter property : properties) {
            labelled.add(property);
            JavaType type = property.getType();
            boolean list = type.isCollectionLikeType();
            Class<?> value = list ? type.getContentType().getRawClass() : type.getRawClass();
            if (value.isEnum() && Term.class.isAssignableFrom(value)) {
                labelled.add(new Label(property, property.getName() + (list ? "Labels" : "Label")));
            }
        }
        return labelled;
    }

    private static final class Label extends BeanPropertyWriter {

        private static final long serialVersionUID = 1;

        private final transient BeanPropertyWriter labelled;

        Label(BeanPropertyWriter labelled, String name) {
            super(labelled, PropertyName.construct(name));
            this.labelled = labelled;
        }

        @Override
        public BeanPropertyWriter rename(NameTransformer names) {
            return new Label(labelled, names.transform(getName()));
        }

        @Override
        public void serializeAsField(Object bean, JsonGenerator generator, SerializerProvider provider)
                throws Exception {
            Object value = provider.getAttribute(LANGUAGE) instanceof Language ? get(bean) : null;
            if (value == null) {
                return;
            }
            Language language = (Language) provider.getAttribute(LANGUAGE);
            if (value instanceof Collection<?> values) {
                generator.writeArrayFieldStart(getName());
                for (Object each : values) {
                    generator.writeString(EnumNames.label((Enum<?>) each, language));
                }
                generator.writeEndArray();
            } else {
                generator.writeStringField(getName(), EnumNames.label((Enum<?>) value, language));
            }
        }
    }
}
