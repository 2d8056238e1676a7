package org.prefabtracker.shared.problem;

import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Sentences;

/** Writes problems before a resource is matched, with the same members as those of {@link Problems}. */
public final class RawProblemWriter {

    private RawProblemWriter() {}

    public static void answer(RoutingContext context, int status, String detail) {
        Language language = Language.accepted(context.request().getHeader("Accept-Language"))
                .orElse(Language.EN);
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", Sentences.in(language, Problems.title(status)))
                .put("status", status)
                .put("detail", Sentences.in(language, detail))
                .put("instance", Instance.of(context.request().path()).toString());
        if (context.request().version() != HttpVersion.HTTP_2) {
            // the rest of the request is not read; HTTP/2 ends the request alone and forbids the header
            context.response().putHeader("Connection", "close");
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Vary", "Accept-Language")
                .end(problem.encode());
    }
}
