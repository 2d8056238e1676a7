package org.prefabtracker.shared.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hibernate.validator.path.PropertyNode;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.input.Constraints;
import org.prefabtracker.shared.json.CheckingParser;
import org.prefabtracker.shared.json.FieldGroup;
import org.prefabtracker.shared.json.Json;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Code;

/**
 * Reads a JSON body into a record and reports all its violations together: syntax errors are 400; types, unknown fields and
 * bean constraints together 422. Bodies need no {@code @Valid}: a resource gets only valid bodies, unless it takes a {@link
 * ParsedBody} to report further violations together with these.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, ValidatingBodyReader.MERGE_PATCH})
public class ValidatingBodyReader implements MessageBodyReader<Object> {

    /** A JSON Merge Patch (RFC 7396). */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    @Inject
    ObjectMapper mapper;

    @Inject
    Validator validator;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type != String.class && type != byte[].class && type != InputStream.class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        JsonParser parser = Json.ofBodies().createParser(body);
        parser.setCodec(mapper);
        if (genericType instanceof ParameterizedType sent && sent.getRawType() == ParsedBody.class) {
            return sent(sent.getActualTypeArguments()[0], parser);
        }
        ParsedBody<?> sent = sent(genericType, parser);
        sent.violations().throwIfAny();
        return sent.content();
    }

    /** Reads JSON that was built from a body, as strictly as a body; null members are absent. */
    public <T> ParsedBody<T> read(Class<T> type, JsonNode content) {
        try {
            return sent(type, mapper.treeAsTokens(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads JSON that was built from a text of another format, as strictly as a body; adds all violations.
     *
     * @return null where it cannot be read at all
     */
    public static <T> T read(
            ObjectMapper mapper, Validator validator, Class<T> type, JsonNode content, Violations violations) {
        T value = null;
        try (JsonParser parser = new CheckingParser(mapper.treeAsTokens(content), violations)) {
            value = mapper.readerFor(type)
                    .withAttribute(Json.FAULTS, violations)
                    .readValue(parser);
        } catch (JsonMappingException e) {
            violations.add(pointer(e), null, Violation.WRONG_TYPE, "a value of another type is expected");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (value != null) {
            violations(validator, value, violations);
        }
        return value;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem where the body cannot be read, with the reason */
    private <T> ParsedBody<T> sent(Type type, JsonParser body) throws IOException {
        Violations violations = new Violations();
        T value = parse(type, body, violations);
        if (value == null) {
            violations.throwIfAny();
            throw Problems.of(400, "The body is empty");
        }
        violations(validator, value, violations);
        if (value instanceof Checked checked) {
            checked.check(violations);
        }
        return new ParsedBody<>(value, violations);
    }

    private <T> T parse(Type type, JsonParser body, Violations violations) throws IOException {
        try (JsonParser parser = new CheckingParser(body, violations)) {
            return mapper.readerFor(mapper.constructType(type))
                    .withAttribute(Json.FAULTS, violations)
                    .readValue(parser);
        } catch (InputCoercionException e) {
            violations.add(
                    Json.here((JsonParser) e.getProcessor()), null, Violation.OUT_OF_RANGE, "the number is too large");
            return null;
        } catch (StreamConstraintsException e) {
            throw Problems.of(400, "The body is nested too deeply or has a value that is too long");
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof HttpProblem limit) {
                throw limit;
            }
            if (e.getCause() instanceof InputCoercionException tooLarge) {
                violations.add(pointer(e), null, Violation.OUT_OF_RANGE, "the number is too large");
                return null;
            }
            throw unreadable(e);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static RuntimeException unreadable(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return Problems.of(400, "The body is not valid JSON" + where);
    }

    private static ErrorLocation pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer.append('/')
                    .append(step.getFieldName() != null ? step.getFieldName() : String.valueOf(step.getIndex()));
        }
        return new ErrorLocation.Pointer(pointer.toString());
    }

    /** Adds the violated bean constraints of a value, each at its location. */
    private static <T> void violations(Validator validator, T value, Violations violations) {
        Set<ErrorLocation> taken = new HashSet<>();
        Set<String> unreadWithin = new HashSet<>();
        violations.kept().forEach(violation -> {
            taken.add(violation.place());
            if (violation.place() instanceof ErrorLocation.Pointer unread
                    && !violation.code().equals(Violation.UNKNOWN_FIELD)) {
                around(unread.pointer(), unreadWithin);
            }
        });
        for (ConstraintViolation<T> violation : validator.validate(value)) {
            ErrorLocation.Pointer place = pointer(violation.getPropertyPath());
            boolean consequence = false;
            if (isOfTheWhole(violation)) {
                place = new ErrorLocation.Pointer(
                        place.pointer().substring(0, place.pointer().lastIndexOf('/')));
                consequence = unreadWithin.contains(place.pointer());
            }
            // a field of the wrong type reads as absent, an element of a set without its place: each is reported once
            consequence |= isElementOfASet(violation.getPropertyPath()) && unreadWithin.contains(place.pointer());
            if (!consequence && !taken.contains(place)) {
                violations.add(violation(violation, place));
            }
        }
    }

    private static boolean isElementOfASet(Path path) {
        Path.Node last = null;
        for (Path.Node node : path) {
            last = node;
        }
        return last != null
                && last.getKind() == ElementKind.CONTAINER_ELEMENT
                && last.getIndex() == null
                && last.getKey() == null;
    }

    /** Adds the locations that contain a location. */
    private static void around(String pointer, Set<String> places) {
        for (int end = pointer.lastIndexOf('/'); end >= 0 && places.add(pointer.substring(0, end)); ) {
            end = pointer.lastIndexOf('/', end - 1);
        }
    }

    /** {@code components[3].quantities.massKg} as {@code /components/3/quantities/massKg}. */
    private static ErrorLocation.Pointer pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(node.getKey());
            }
            if (node.getName() != null && !node.getName().startsWith("<") && !isGroup(node)) {
                pointer.append('/').append(node.getName());
            }
        }
        return new ErrorLocation.Pointer(pointer.toString());
    }

    /** The path of what breaks a constraint, such as {@code parts[0].count}. */
    public static String field(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(node -> !isGroup(node))
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
    }

    /** Groups of fields have no name in JSON. */
    private static boolean isGroup(Path.Node node) {
        return node instanceof PropertyNode property && property.getValue() instanceof FieldGroup;
    }

    /** Whether a constraint concerns several fields of a record, so that no single field is wrong. */
    public static boolean isOfTheWhole(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor().getAnnotation() instanceof AssertTrue;
    }

    /** The violation for a constraint, the same for JSON and workbooks. */
    public static Violation violation(ConstraintViolation<?> violation, ErrorLocation place) {
        return Violation.of(
                place,
                isOfTheWhole(violation) ? null : scalar(violation.getInvalidValue()),
                code(violation),
                Constraints.text(violation));
    }

    private static Object scalar(Object value) {
        return value instanceof CharSequence
                        || value instanceof Number
                        || value instanceof Boolean
                        || value instanceof Enum
                ? value
                : null;
    }

    private static String code(ConstraintViolation<?> violation) {
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        if (constraint instanceof NotNull || constraint instanceof NotBlank || constraint instanceof NotEmpty) {
            return Violation.REQUIRED;
        }
        if (constraint instanceof AssertTrue) {
            return Violation.INCONSISTENT;
        }
        return constraint instanceof Code ? Violation.BAD_CODE : Violation.OUT_OF_RANGE;
    }
}
