package org.prefabtracker.web;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Builds answers that no cache stores. */
final class Pages {

    private Pages() {}

    static ResponseBuilder<String> page(int status, String html) {
        return ResponseBuilder.<String>create(status).entity(html).header("Cache-Control", "no-store");
    }

    /** A redirect to the address as given: the browser knows best what precedes a path. */
    static RestResponse<String> redirect(int status, String address) {
        return page(status, null).header("Location", address).build();
    }
}
