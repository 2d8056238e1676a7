package org.prefabtracker.shared.http;

import org.prefabtracker.shared.problem.Problems;

/** Optimistic editing: what can be edited carries an {@code ETag}, and a change must name the one it was made from. */
public final class Etags {

    private Etags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 428 without If-Match, 412 where it names another version */
    public static void check(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problems.of(428, "Send If-Match with the ETag of what you changed");
        }
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().equals("*") || tag.strip().equals(of(version))) {
                return;
            }
        }
        throw Problems.of(412, "It was changed since; read it again. Its ETag is now " + of(version));
    }

    /**
     * Of what is not there yet: whoever names a version, be it any ({@code *}), takes it to be there (RFC 9110 13.1.1).
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 412 with If-Match
     */
    public static void checkNone(String ifMatch) {
        if (ifMatch != null) {
            throw Problems.of(412, "There is none to change yet; send it without If-Match");
        }
    }
}
