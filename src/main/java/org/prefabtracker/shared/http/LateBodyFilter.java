package org.prefabtracker.shared.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.prefabtracker.shared.problem.Problems;

/**
 * Receives the bodies that {@link BodyFilter} left, after the permission was checked and before they are parsed: those of operations
 * with {@link LargeBody} into a file, small ones of HTTP/2 into memory. The request holds no thread meanwhile. The file is deleted
 * when it is read or given up.
 */
@Provider
@Priority(Priorities.USER + 1000)
public class LateBodyFilter implements ContainerRequestFilter {

    private static final Logger LOG = Logger.getLogger(LateBodyFilter.class);

    @Context
    ResourceInfo resource;

    @Inject
    CurrentVertxRequest current;

    @Inject
    BodyMemory memory;

    /** Has the settings: this filter is made before they are read. */
    @Inject
    BodyLimits limits;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        RoutingContext context = current.getCurrent();
        if (context.remove(BodyFilter.PENDING) == null) {
            return;
        }
        long limit = limits.of(resource.getResourceMethod());
        ResteasyReactiveContainerRequestContext suspended = (ResteasyReactiveContainerRequestContext) request;
        if (limit <= limits.small()) {
            suspended.suspend();
            onEventLoop(
                    context,
                    () -> BodyReceiver.receive(
                            context, limits.settings(), limit, new IntoMemory(context, suspended, memory)));
            return;
        }
        Path file = Files.createTempFile(limits.directory(), "body", null);
        suspended.suspend();
        onEventLoop(context, () -> context.vertx()
                .fileSystem()
                .open(file.toString(), new OpenOptions().setCreate(false).setRead(false))
                .onSuccess(opened -> BodyReceiver.receive(
                        context, limits.settings(), limit, new IntoFile(context, suspended, file, opened)))
                .onFailure(cause -> {
                    delete(file);
                    suspended.resume(cause);
                }));
    }

    private static void onEventLoop(RoutingContext context, Runnable work) {
        ((HttpServerRequestInternal) context.request()).context().runOnContext(event -> work.run());
    }

    private static void giveUp(ResteasyReactiveContainerRequestContext suspended, int status, String detail) {
        HttpProblem.Builder problem = Problems.builder(status, detail);
        if (status == 503) {
            problem.withHeader("Retry-After", "1");
        }
        suspended.resume(problem.build());
    }

    private static final class IntoMemory extends BodyInMemory {

        private final RoutingContext context;
        private final ResteasyReactiveContainerRequestContext suspended;

        IntoMemory(RoutingContext context, ResteasyReactiveContainerRequestContext suspended, BodyMemory memory) {
            super(context, memory);
            this.context = context;
            this.suspended = suspended;
        }

        @Override
        void done(Buffer whole) {
            suspended.setEntityStream(new ByteArrayInputStream(whole.getBytes()));
            suspended.resume();
        }

        @Override
        public void refused(int status, String detail) {
            giveUp(suspended, status, detail);
            BodyReceiver.discard(context);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf(e, "the file of a body is left in %s", file);
        }
    }

    /** Writes as fast as the disk takes it. */
    private static final class IntoFile implements BodyReceiver.Receiving {

        private final RoutingContext context;
        private final ResteasyReactiveContainerRequestContext suspended;
        private final Path file;
        private final AsyncFile opened;
        private boolean failed;

        IntoFile(
                RoutingContext context,
                ResteasyReactiveContainerRequestContext suspended,
                Path file,
                AsyncFile opened) {
            this.context = context;
            this.suspended = suspended;
            this.file = file;
            this.opened = opened;
        }

        @Override
        public boolean take(Buffer bytes) {
            opened.write(bytes).onFailure(cause -> {
                failed = true;
                LOG.errorf(cause, "a body cannot be written to %s", file.getParent());
            });
            if (opened.writeQueueFull()) {
                context.request().pause();
                opened.drainHandler(drained -> context.request().resume());
            }
            return !failed;
        }

        @Override
        public void done() {
            opened.close().onComplete(closed -> {
                if (closed.failed() || failed) {
                    give(503, "The body cannot be stored while it is received; send the request again later");
                    return;
                }
                try {
                    // on Unix the file has no name any more once it is opened, so that it never outlives the request
                    InputStream body =
                            Files.newInputStream(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
                    context.addEndHandler(end -> close(body));
                    suspended.setEntityStream(body);
                    suspended.resume();
                } catch (IOException | RuntimeException e) {
                    delete(file);
                    suspended.resume(e);
                }
            });
        }

        @Override
        public void refused(int status, String detail) {
            opened.close().onComplete(closed -> give(status, detail));
            BodyReceiver.discard(context);
        }

        private void give(int status, String detail) {
            delete(file);
            giveUp(suspended, status, detail);
        }

        private static void close(InputStream body) {
            try {
                body.close();
            } catch (IOException e) {
                LOG.warnf(e, "the file of a body cannot be closed");
            }
        }
    }
}
