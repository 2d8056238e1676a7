package org.prefabtracker.shared.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.prefabtracker.shared.message.Language;

/** Shows the violations of a problem in the language that the request prefers; English where it prefers none. */
@Provider
public class ProblemLanguage implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof HttpProblem problem
                && problem.getParameters().get(Problems.ERRORS) instanceof List<?> errors) {
            Language.accepted(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))
                    .ifPresent(language -> response.setEntity(HttpProblem.builder(problem)
                            .with(Problems.ERRORS, in(language, errors))
                            .build()));
        }
    }

    /** The violations in a language. */
    static List<?> in(Language language, List<?> errors) {
        return errors.stream()
                .map(error -> error instanceof Violation violation ? violation.in(language) : error)
                .toList();
    }
}
