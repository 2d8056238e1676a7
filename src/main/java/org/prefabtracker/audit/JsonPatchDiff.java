package org.prefabtracker.audit;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.prefabtracker.shared.audit.AuditContext;

/** Describes as JSON what a write changed. */
@Singleton
class JsonPatchDiff {

    /** A test before each replacement and removal states the former value. */
    private static final EnumSet<DiffFlags> FLAGS = DiffFlags.dontNormalizeOpIntoMoveAndCopy();

    static {
        FLAGS.add(DiffFlags.EMIT_TEST_OPERATIONS);
    }

    private final ObjectMapper mapper;
    private final ObjectMapper counting;

    JsonPatchDiff(ObjectMapper mapper) {
        this.mapper = mapper;
        counting = mapper.copy().registerModule(new SimpleModule("counts").setSerializerModifier(new OnlyCounts()));
    }

    /** The JSON Patch (RFC 6902) from the former to the new state. */
    String patch(AuditContext.Change change) {
        return JsonDiff.asJson(json(change.before()), json(change.after()), FLAGS)
                .toString();
    }

    private JsonNode json(Object value) {
        return SecretRedactor.leftOut(mapper.valueToTree(value));
    }

    /** The numbers and booleans of an answer, without its lists; null where it has none. */
    String counts(Object answer) {
        JsonNode counts = answer == null ? null : counting.valueToTree(answer);
        return counts == null || !counts.isObject() || counts.isEmpty() ? null : counts.toString();
    }

    private static final class OnlyCounts extends BeanSerializerModifier {
        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
            return properties.stream()
                    .filter(property -> property.getType().isPrimitive()
                            || property.getType().isTypeOrSubTypeOf(Number.class)
                            || property.getType().hasRawClass(Boolean.class))
                    // a mutable list, because the library removes the fields to be ignored
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }
}
