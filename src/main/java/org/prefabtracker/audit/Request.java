package org.prefabtracker.audit;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Text;

/** A request as the audit log sees it. */
record Request(String method, String path, String query, String address) {

    private static final String API = "/api/v1/";
    private static final String PROJECTS = API + "projects/";
    private static final int LONGEST_OF_UNKNOWN = 256;
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern PROJECT = Pattern.compile(PROJECTS + "([^/]+).*", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile(API + "regions/([1-9][0-9]{1,5})(/.*)?", Pattern.DOTALL);

    static Request of(HttpServerRequest request) {
        return new Request(
                request.method().name(),
                SecretRedactor.path(request.path()),
                // the redirect from single sign-on carries credentials, whatever the parameter is called
                request.path().contains("/sign-in") ? null : SecretRedactor.query(request.query()),
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress());
    }

    /** The same with texts that an unknown sender cannot make long. */
    Request shortened() {
        return new Request(cut(method), cut(path), cut(query), address);
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST_OF_UNKNOWN
                ? text
                : text.substring(0, LONGEST_OF_UNKNOWN - 1) + "…";
    }

    boolean isOfAProject() {
        String resource = resource();
        return resource.startsWith(PROJECTS) || resource.startsWith(API + "tags/");
    }

    /** A digest of a short body with a known structure would let a password be guessed. */
    boolean holdsSecrets() {
        String resource = resource();
        return resource.startsWith(API + "me/") || resource.startsWith(API + "session");
    }

    /** Whether its method can write; some POST requests only read. */
    boolean mayWrite() {
        return WRITES.contains(method);
    }

    /** The decoded path, whatever its spelling. */
    private String resource() {
        String plain = path.replaceAll(";[^/]*", "").replaceAll("/+", "/");
        try {
            // a plus stands for itself in a path
            return URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return plain;
        }
    }

    /** The code of the project in the path, or null. */
    String project() {
        Matcher matcher = PROJECT.matcher(resource());
        return matcher.matches() && Text.isClean(matcher.group(1)) ? Codes.normalise(matcher.group(1)) : null;
    }

    /** The code of the region in the path, or null. */
    String region() {
        Matcher matcher = REGION.matcher(resource());
        return matcher.matches() ? matcher.group(1) : null;
    }
}
