package org.prefabtracker.shared.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Text;

/** Refuses addresses with characters that cannot be stored as text, before any matching. */
@Provider
@PreMatching
public class CleanAddress implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (!Text.isClean(request.getUriInfo().getPath(true))) {
            throw Problems.of(404, "A code must not have control characters");
        }
        Violations violations = new Violations();
        request.getUriInfo().getQueryParameters(true).forEach((name, values) -> {
            if (!Text.isClean(name) || !values.stream().allMatch(Text::isClean)) {
                violations.add(new ErrorLocation.Parameter(name), null, Violation.BAD_TEXT, "no control characters");
            }
        });
        violations.throwIfAny();
    }
}
