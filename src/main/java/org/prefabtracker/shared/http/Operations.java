package org.prefabtracker.shared.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prefabtracker.shared.input.Takes;

/** The operations of the resources, read from their annotations: which methods an address has, what each takes and answers. */
@ApplicationScoped
public class Operations {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*\\w+\\s*(?::[^{}]*)?}");

    /** Annotations of parameters that are not the body. */
    private static final List<Class<? extends Annotation>> NOT_THE_BODY = List.of(
            QueryParam.class, PathParam.class, HeaderParam.class, CookieParam.class, BeanParam.class, Context.class);

    /**
     * One operation.
     *
     * @param template the address with its variables, {@code /api/v1/projects/{project}}
     * @param consumes the media types of its body; empty where it takes none
     * @param produces the media types of its answer; empty where the answer itself says it
     */
    public record Operation(
            String method,
            String template,
            Pattern path,
            Method handler,
            List<String> consumes,
            List<String> produces) {}

    /**
     * A query parameter.
     *
     * @param list whether it may be given several times
     * @param takes what its values are; null where only the resource knows
     */
    public record QueryParameter(boolean list, Class<?> takes) {
        private static QueryParameter of(AnnotatedElement declared, Class<?> type) {
            Takes takes = declared.getAnnotation(Takes.class);
            return new QueryParameter(Collection.class.isAssignableFrom(type), takes == null ? null : takes.value());
        }
    }

    @Inject
    BeanManager beans;

    private final Map<Method, Map<String, QueryParameter>> parameters = new ConcurrentHashMap<>();
    private volatile List<Operation> all;

    /** All operations, by address and method. */
    public List<Operation> all() {
        if (all == null) {
            all = read();
        }
        return all;
    }

    /**
     * The operations of an address.
     *
     * @param path as it was sent
     */
    public List<Operation> at(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<Operation> matching = all().stream()
                .filter(operation -> operation.path().matcher(plain).matches())
                .toList();
        // a literal address is not that of a variable: /components/export is no component
        int fewest = matching.stream().mapToInt(Operations::variables).min().orElse(0);
        return matching.stream()
                .filter(operation -> variables(operation) == fewest)
                .toList();
    }

    /** Whether there is an operation of a method and a template. */
    public boolean has(String method, String template) {
        return all().stream()
                .anyMatch(operation -> operation.method().equals(method)
                        && operation.template().equals(template));
    }

    /** The query parameters by their names that a resource method declares, also in its {@code @BeanParam}s. */
    public Map<String, QueryParameter> parameters(Method handler) {
        return parameters.computeIfAbsent(handler, Operations::readParameters);
    }

    private static int variables(Operation operation) {
        return (int) VARIABLE.matcher(operation.template()).results().count();
    }

    private List<Operation> read() {
        List<Operation> operations = new ArrayList<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> resource = bean.getBeanClass();
            Path path = resource.getAnnotation(Path.class);
            if (path != null) {
                for (Method method : resource.getDeclaredMethods()) {
                    httpMethod(method).ifPresent(http -> operations.add(operation(http, path.value(), method)));
                }
            }
        }
        operations.sort(Comparator.comparing(Operation::template).thenComparing(Operation::method));
        return List.copyOf(operations);
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Operation operation(String http, String base, Method method) {
        Path path = method.getAnnotation(Path.class);
        String template = ("/" + base + "/" + (path == null ? "" : path.value())).replaceAll("/+", "/");
        if (template.length() > 1 && template.endsWith("/")) {
            template = template.substring(0, template.length() - 1);
        }
        return new Operation(http, template, pattern(template), method, consumes(method), produces(method));
    }

    private static Pattern pattern(String template) {
        StringBuilder pattern = new StringBuilder();
        Matcher variables = VARIABLE.matcher(template);
        int end = 0;
        while (variables.find()) {
            pattern.append(Pattern.quote(template.substring(end, variables.start())))
                    .append("[^/]+");
            end = variables.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(template.substring(end))).toString());
    }

    private static List<String> consumes(Method method) {
        Consumes stated = annotation(method, Consumes.class);
        if (stated != null) {
            return List.of(stated.value());
        }
        boolean body = Arrays.stream(method.getParameters())
                .anyMatch(parameter -> NOT_THE_BODY.stream().noneMatch(parameter::isAnnotationPresent));
        return body ? List.of(MediaType.APPLICATION_JSON) : List.of();
    }

    private static List<String> produces(Method method) {
        Produces stated = annotation(method, Produces.class);
        if (stated != null) {
            return List.of(stated.value());
        }
        return method.getReturnType() == Response.class || method.getReturnType() == void.class
                ? List.of()
                : List.of(MediaType.APPLICATION_JSON);
    }

    private static <A extends Annotation> A annotation(Method method, Class<A> type) {
        A ofMethod = method.getAnnotation(type);
        return ofMethod != null ? ofMethod : method.getDeclaringClass().getAnnotation(type);
    }

    private static Map<String, QueryParameter> readParameters(Method handler) {
        Map<String, QueryParameter> names = new LinkedHashMap<>();
        for (Parameter parameter : handler.getParameters()) {
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            if (query != null) {
                names.put(query.value(), QueryParameter.of(parameter, parameter.getType()));
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                ofBean(parameter.getType(), names);
            }
        }
        return names;
    }

    private static void ofBean(Class<?> type, Map<String, QueryParameter> names) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                QueryParam query = field.getAnnotation(QueryParam.class);
                if (query != null) {
                    names.put(query.value(), QueryParameter.of(field, field.getType()));
                } else if (field.isAnnotationPresent(BeanParam.class)) {
                    ofBean(field.getType(), names);
                }
            }
        }
    }
}
