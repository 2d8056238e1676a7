package org.prefabtracker.shared.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Receives small bodies before anything else is done with their requests, and refuses those that are too long for their operation
 * without reading them. Longer ones, and those of HTTP/2, are left to {@link LateBodyFilter}, which runs after the permission was
 * checked.
 */
@ApplicationScoped
class BodyFilter {

    /** After the other limits of requests. */
    private static final int PRIORITY = 900;

    /** The key of the limit of a body that is still to be read. */
    static final String PENDING = BodyFilter.class.getName();

    /** Methods whose requests over HTTP/2 may have a body that no header announces. */
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private static final long UNKNOWN = -1;

    @Inject
    BodySettings settings;

    @Inject
    BodyLimits limits;

    @Inject
    BodyMemory memory;

    void register(@Observes Filters filters) {
        filters.register(this::filter, PRIORITY);
    }

    private void filter(RoutingContext context) {
        HttpServerRequest request = context.request();
        long length = length(request);
        if (length == 0 || request.isEnded()) {
            context.next();
            return;
        }
        if (length != UNKNOWN && length <= limits.small()) {
            collect(context);
            return;
        }
        long limit = limits.of(request.method().name(), request.path());
        if (length > limit) {
            BodyReceiver.refuse(context, 413, BodyLimits.exceeded(limit));
        } else if (limit > limits.small()) {
            context.put(PENDING, limit);
            context.next();
        } else {
            collect(context);
        }
    }

    /** The announced length of the body: 0 where there is none, {@link #UNKNOWN} where it is sent in chunks. */
    private static long length(HttpServerRequest request) {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null) {
            // the server has checked that it is a number
            return announced.length() > 18 ? Long.MAX_VALUE : Long.parseLong(announced);
        }
        boolean chunked = request.version() == HttpVersion.HTTP_2
                ? WITH_BODY.contains(request.method())
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return chunked ? UNKNOWN : 0;
    }

    private void collect(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            // the framework cannot go on with a request of HTTP/2 that was read to its end
            context.put(PENDING, limits.small());
            context.next();
            return;
        }
        BodyReceiver.receive(context, settings, limits.small(), new BodyInMemory(context, memory) {
            @Override
            void done(Buffer whole) {
                ((RoutingContextInternal) context).setBody(whole);
                context.next();
            }

            @Override
            public void refused(int status, String detail) {
                BodyReceiver.refuse(context, status, detail);
            }
        });
    }
}
