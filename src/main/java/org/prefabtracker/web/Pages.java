package org.prefabtracker.web;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that no cache may keep. */
final class Pages {

    private Pages() {}

    static ResponseBuilder<String> page(int status, String html) {
        return ResponseBuilder.<String>create(status).entity(html).header("Cache-Control", "no-store");
    }

    /** The address as it is: what is before a path the browser knows best. */
    static RestResponse<String> redirect(int status, String address) {
        return page(status, null).header("Location", address).build();
    }
}
