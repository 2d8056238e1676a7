package org.prefabtracker.shared.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.prefabtracker.shared.json.EnumLabels;
import org.prefabtracker.shared.message.Language;

/**
 * Adds labels in the language of {@code Accept-Language} to answers, see {@link EnumLabels}; without the header an answer has
 * none.
 */
@Provider
public class LabelFilter implements ContainerResponseFilter {

    @Inject
    ObjectMapper mapper;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object entity = response.getEntity();
        MediaType type = response.getMediaType();
        boolean json = type == null || type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
        if (!(entity instanceof Record) || !json || response.getStatus() >= 400) {
            return;
        }
        Optional<Language> language = Language.accepted(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        if (language.isEmpty()) {
            return;
        }
        try {
            byte[] labelled = mapper.writer()
                    .withAttribute(EnumLabels.LANGUAGE, language.get())
                    .writeValueAsBytes(entity);
            response.setEntity(labelled, null, MediaType.APPLICATION_JSON_TYPE);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        response.getHeaders()
                .putSingle(HttpHeaders.CONTENT_LANGUAGE, language.get().tag());
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }
}
