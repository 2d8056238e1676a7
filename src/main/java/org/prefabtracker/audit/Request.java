package org.prefabtracker.audit;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Text;

/** A request as far as it is seen from outside. */
record Request(String method, String path, String query, String address) {

    private static final String API = "/api/v1/";
    private static final String PROJECTS = API + "projects/";
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> EXPORTS = Set.of("export", "report", "snapshot", "workbook");
    private static final Pattern PROJECT = Pattern.compile(PROJECTS + "([^/]+).*");
    private static final Pattern REGION = Pattern.compile(API + "regions/([1-9][0-9]{1,5}).*");

    static Request of(HttpServerRequest request) {
        return new Request(
                request.method().name(),
                Secrets.path(request.path()),
                Secrets.query(request.query()),
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress());
    }

    boolean isOfTheApi() {
        return path.startsWith(API);
    }

    boolean isOfAProject() {
        return path.startsWith(PROJECTS) || path.startsWith(API + "tags/");
    }

    /** By its method; some of them only ask. */
    boolean mayWrite() {
        return WRITES.contains(method);
    }

    /** What it does if it is let. */
    Act kind() {
        if (mayWrite()) {
            boolean asks = path.endsWith("/what-if") || query != null && query.contains("dryRun=true");
            return asks ? Act.READ : Act.WRITE;
        }
        return EXPORTS.contains(path.substring(path.lastIndexOf('/') + 1)) ? Act.EXPORT : Act.READ;
    }

    /** The code of the project the address names, or null. */
    String project() {
        Matcher matcher = PROJECT.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        try {
            // a plus stands for itself in a path
            String code =
                    Codes.normalise(URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
            return Text.isClean(code) ? code : null;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** The code of the region the address names, or null. */
    String region() {
        Matcher matcher = REGION.matcher(path);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
