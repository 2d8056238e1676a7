package org.prefabtracker.tracking;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the fields of a record and of its groups in one order, by name. Jackson by itself sorts each group for itself. */
final class SortedFields extends JsonSerializer<Object> implements ResolvableSerializer {

    /** A field of a group of the record, by the index of the group; of the record itself where that is {@link #OWN}. */
    private record Field(int group, PropertyWriter writer) {}

    private static final int OWN = -1;

    private final JsonSerializer<?> plain;
    private List<BeanPropertyWriter> groups = List.of();
    private List<Field> fields = List.of();

    private SortedFields(JsonSerializer<?> plain) {
        this.plain = plain;
    }

    /** Registers it for a type. */
    static Module of(Class<?> type) {
        return new SimpleModule("fields of " + type.getSimpleName())
                .setSerializerModifier(new BeanSerializerModifier() {
                    @Override
                    public JsonSerializer<?> modifySerializer(
                            SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
                        return bean.getBeanClass() == type ? new SortedFields(serializer) : serializer;
                    }
                });
    }

    @Override
    public void resolve(SerializerProvider provider) throws JsonMappingException {
        ((ResolvableSerializer) plain).resolve(provider);
        List<BeanPropertyWriter> holders = new ArrayList<>();
        List<Field> found = new ArrayList<>();
        for (var own = plain.properties(); own.hasNext(); ) {
            BeanPropertyWriter writer = (BeanPropertyWriter) own.next();
            if (writer.isUnwrapping()) {
                int group = holders.size();
                holders.add(writer);
                provider.findValueSerializer(writer.getType(), writer)
                        .properties()
                        .forEachRemaining(inGroup -> found.add(new Field(group, inGroup)));
            } else {
                found.add(new Field(OWN, writer));
            }
        }
        found.sort(Comparator.comparing(field -> field.writer().getName()));
        groups = List.copyOf(holders);
        fields = List.copyOf(found);
    }

    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(value);
        try {
            Object[] holders = new Object[groups.size()];
            for (int i = 0; i < holders.length; i++) {
                holders[i] = groups.get(i).get(value);
            }
            for (Field field : fields) {
                Object holder = field.group() == OWN ? value : holders[field.group()];
                if (holder != null) {
                    field.writer().serializeAsField(holder, json, provider);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        json.writeEndObject();
    }
}
