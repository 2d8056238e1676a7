package org.prefabtracker.shared.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.prefabtracker.shared.problem.RawProblemWriter;

/**
 * Receives the body of one request as it arrives; no thread waits for it. A body that is too long or too slow is given up. To be
 * used on the event loop of the request.
 */
final class BodyReceiver {

    /** What of a refused body is read, so that its sender reads the answer instead of losing the connection. */
    private static final long MOST_DISCARDED = 128L * 1024 * 1024;

    private static final long LONGEST_DISCARDING_MS = 10_000;
    private static final long BETWEEN_CHECKS_MS = 1_000;

    /** What happens to a body. */
    interface Receiving {

        /** Takes the next bytes; false: there is no more room (503). */
        boolean take(Buffer bytes);

        /** All of it was taken. */
        void done();

        /**
         * It was given up; nothing more is taken. The sender may be gone.
         *
         * @param status of the answer
         */
        void refused(int status, String detail);
    }

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final BodySettings settings;
    private final long limit;
    private final Receiving receiving;
    private final long begun = System.nanoTime();
    private long received;
    private Long timer;
    private boolean over;

    private BodyReceiver(RoutingContext context, BodySettings settings, long limit, Receiving receiving) {
        this.context = context;
        this.request = context.request();
        this.settings = settings;
        this.limit = limit;
        this.receiving = receiving;
    }

    /** @param limit the most bytes */
    static void receive(RoutingContext context, BodySettings settings, long limit, Receiving receiving) {
        new BodyReceiver(context, settings, limit, receiving).begin();
    }

    private void begin() {
        if (request.isEnded()) {
            over = true;
            receiving.done();
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        // bytes that come before all handlers are set would be lost
        request.pause();
        request.exceptionHandler(gone -> end(() -> receiving.refused(400, "The body ended early")));
        request.endHandler(end -> end(receiving::done));
        request.handler(this::take);
        request.resume();
        if (!over) {
            timer = vertx().setPeriodic(BETWEEN_CHECKS_MS, id -> checkSpeed());
        }
    }

    private void take(Buffer bytes) {
        if (over) {
            return;
        }
        received += bytes.length();
        if (received > limit) {
            end(() -> receiving.refused(413, BodyLimits.exceeded(limit)));
        } else if (!receiving.take(bytes)) {
            end(() -> receiving.refused(503, "The server receives too many bodies at once; send the request again"));
        }
    }

    private void checkSpeed() {
        double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
        double counted = seconds - settings.grace().toSeconds();
        if (counted > 0 && received < counted * settings.slowest().asLongValue()
                || seconds > settings.longest().toSeconds()) {
            end(() -> receiving.refused(408, "The body came too slowly"));
        }
    }

    private void end(Runnable how) {
        if (over) {
            return;
        }
        over = true;
        if (timer != null) {
            vertx().cancelTimer(timer);
        }
        how.run();
    }

    private Vertx vertx() {
        return context.vertx();
    }

    /** Answers a request whose body was not read to its end. */
    static void refuse(RoutingContext context, int status, String detail) {
        if (context.response().closed()) {
            return;
        }
        if (status == 503) {
            context.response().putHeader("Retry-After", "1");
        }
        RawProblemWriter.answer(context, status, detail);
        discard(context);
    }

    /** Reads what still comes, for a while: a sender that cannot write sees a broken connection and not the answer. */
    static void discard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        long[] discarded = {0};
        long timer = context.vertx().setTimer(LONGEST_DISCARDING_MS, id -> hangUp(request));
        request.exceptionHandler(gone -> context.vertx().cancelTimer(timer));
        request.endHandler(end -> context.vertx().cancelTimer(timer));
        request.handler(bytes -> {
            discarded[0] += bytes.length();
            if (discarded[0] > MOST_DISCARDED) {
                hangUp(request);
            }
        });
        request.resume();
    }

    private static void hangUp(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
