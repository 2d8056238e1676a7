package org.prefabtracker.shared.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * A client that accepts some kind of JSON, such as {@code application/problem+json} for errors, gets the JSON of the API: it
 * could read nothing of an answer 406 that it cannot read of this.
 */
@Provider
@PreMatching
public class JsonAccept implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains("+json")) {
            return;
        }
        List<MediaType> accepted = request.getAcceptableMediaTypes();
        boolean some = accepted.stream().anyMatch(type -> type.getSubtype().endsWith("+json"));
        boolean plain = accepted.stream().anyMatch(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE));
        if (some && !plain) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, accept + ", application/json;q=0.1");
        }
    }
}
