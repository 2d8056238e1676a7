package org.prefabtracker.shared.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Suggestions;

/**
 * Refuses query parameters that an operation of the API does not have, and those that are given twice: with a parameter that
 * is ignored, {@code dry_run=true} would store what it is meant to try. Runs after the permission was checked.
 */
@Provider
public class QueryParameterFilter implements ContainerRequestFilter {

    private static final String API = "/api/";

    @Context
    ResourceInfo resource;

    @Inject
    Operations operations;

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty() || !request.getUriInfo().getPath().startsWith(API)) {
            return;
        }
        Map<String, Boolean> known = operations.parameters(resource.getResourceMethod());
        Violations violations = new Violations();
        sent.forEach((name, values) -> {
            Boolean list = known.get(name);
            if (list == null) {
                violations.add(unknown(name, values, List.copyOf(known.keySet())));
            } else if (!list && values.size() > 1) {
                violations.add(
                        new ErrorLocation.Parameter(name),
                        String.join(", ", values),
                        Violation.DUPLICATE,
                        "is given " + values.size() + " times; give it once");
            }
        });
        violations.throwIfAny();
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
