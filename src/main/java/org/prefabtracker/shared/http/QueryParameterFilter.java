package org.prefabtracker.shared.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Suggestions;
import org.prefabtracker.shared.time.BitemporalPoint;

/**
 * Refuses query parameters that an operation of the API does not have, those that are given twice and those with a wrong value, all
 * together. If unknown ones were ignored, {@code dry_run=true} would store what is only to be tried. Runs after the permission was
 * checked.
 */
@Provider
public class QueryParameterFilter implements ContainerRequestFilter {

    private static final String API = "/api/";

    /** Searching for nothing finds everything, and the first page has no cursor. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("q", "cursor");

    @Context
    ResourceInfo resource;

    @Inject
    Operations operations;

    @Inject
    Clock clock;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty() || !request.getUriInfo().getPath().startsWith(API)) {
            return;
        }
        Map<String, Operations.QueryParameter> known = operations.parameters(resource.getResourceMethod());
        Violations violations = new Violations();
        sent.forEach((name, values) -> {
            Operations.QueryParameter parameter = known.get(name);
            if (parameter == null) {
                violations.add(unknown(name, values, List.copyOf(known.keySet())));
            } else if (!parameter.list() && values.size() > 1) {
                violations.add(
                        new ErrorLocation.Parameter(name),
                        String.join(", ", values),
                        Violation.DUPLICATE,
                        "is given " + values.size() + " times; give it once");
            } else if (isEmpty(values.get(0))) {
                if (!MAY_BE_EMPTY.contains(name)) {
                    violations.add(
                            new ErrorLocation.Parameter(name),
                            values.get(0),
                            Violation.REQUIRED,
                            "has no value; give one or leave it out");
                }
            } else if (parameter.takes() != null) {
                check(parameter.takes(), name, values.get(0), violations);
            }
        });
        violations.throwIfAny();
    }

    private static boolean isEmpty(String value) {
        return value == null || value.isBlank();
    }

    private void check(Class<?> takes, String name, String value, Violations violations) {
        if (takes == Instant.class) {
            BitemporalPoint.read(value, new ErrorLocation.Parameter(name), zone, clock.instant(), violations);
        } else if (takes == Paging.class) {
            Paging.wrongLimit(value).ifPresent(violations::add);
        } else {
            QueryParams.wrong(takes, name, value).ifPresent(violations::add);
        }
    }

    private static Violation unknown(String name, List<String> values, List<String> known) {
        return Violation.of(
                        new ErrorLocation.Parameter(name),
                        values.get(0),
                        Violation.UNKNOWN_PARAMETER,
                        known.isEmpty()
                                ? "this call has no parameters"
                                : "there is no such parameter; this call has " + String.join(", ", known))
                .meaning(Suggestions.best(name, known).orElse(null));
    }
}
