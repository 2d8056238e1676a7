package org.prefabtracker.shared.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;

/** JSON of database columns. A failure to read it is an internal error, never one of the caller. */
@Singleton
public class JsonColumn {

    private final ObjectMapper mapper;

    public JsonColumn(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public <T> T read(String text, Class<T> type) {
        try {
            return mapper.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored " + type.getSimpleName(), e);
        }
    }

    /** The same for a generic type. */
    public <T> T read(String text, TypeReference<T> type) {
        try {
            return mapper.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored " + type.getType(), e);
        }
    }

    /** Whether two texts are the same JSON; numbers compare by value, so that 50.0 equals 50. */
    public boolean isSame(String a, String b) {
        return read(a, JsonNode.class).equals(JsonColumn::compare, read(b, JsonNode.class));
    }

    private static int compare(JsonNode a, JsonNode b) {
        boolean same = a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
        return same ? 0 : 1;
    }

    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
