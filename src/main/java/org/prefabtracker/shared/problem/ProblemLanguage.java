package org.prefabtracker.shared.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.prefabtracker.shared.message.Language;

/** Shows the violations of a problem in the language that the request prefers; English where it prefers none. */
@Provider
public class ProblemLanguage implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof HttpProblem problem) {
            Language.accepted(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))
                    .ifPresent(language ->
                            response.setEntity(Problems.in(language, problem).build()));
        }
    }
}
