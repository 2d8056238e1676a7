package org.prefabtracker.shared.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.prefabtracker.shared.message.Language;

/** Shows a problem in the language that the request prefers; in English where it prefers none. */
@Provider
public class ProblemLanguage implements ContainerResponseFilter {

    @Inject
    ObjectMapper mapper;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof HttpProblem problem) {
            Language.accepted(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))
                    .ifPresent(language -> {
                        response.setEntity(in(language, problem));
                        response.getHeaders().putSingle(HttpHeaders.CONTENT_LANGUAGE, language.tag());
                        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
                    });
        }
    }

    private HttpProblem in(Language language, HttpProblem problem) {
        HttpProblem.Builder translated = Problems.in(language, problem);
        problem.getParameters().forEach((name, value) -> {
            if (!name.equals(Problems.ERRORS) && value instanceof Collection<?>) {
                translated.with(name, json(language, value));
            }
        });
        return translated.build();
    }

    /** A further member, such as the outcomes of events, with its messages in the language. */
    private JsonNode json(Language language, Object value) {
        try {
            return mapper.readTree(
                    mapper.writer().withAttribute(Language.OF_WRITER, language).writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
