package org.prefabtracker.shared.http;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.shared.problem.Problems;

/** Optimistic locking over HTTP: an answer has an {@code ETag}, and a change names the one it is based on. */
public final class Etags {

    private Etags() {}

    private static String of(long version) {
        return "\"" + version + "\"";
    }

    /** An answer with the {@code ETag} of its content. */
    public static <T> RestResponse<T> answer(Status status, T content, long version) {
        return ResponseBuilder.create(status, content)
                .header("ETag", of(version))
                .build();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 428 without If-Match, 412 where it names another version */
    public static void check(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problems.of(428, "Send If-Match with the ETag of the version that you changed");
        }
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().equals("*") || tag.strip().equals(of(version))) {
                return;
            }
        }
        throw Problems.of(412, "It was changed in the meantime; read it again. Its ETag is now " + of(version));
    }

    /**
     * For something that does not exist: If-Match, also with {@code *}, expects it to exist (RFC 9110 13.1.1).
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 412 with If-Match
     */
    public static void checkNone(String ifMatch) {
        if (ifMatch != null) {
            throw Problems.of(412, "It does not exist yet; send the request without If-Match");
        }
    }
}
