package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prefabtracker.access.TestTokens;

/** Whatever is sent, the answer is one of the contract: no failure of the server, no word of its innards. */
@DatabaseTest
@TestProfile(HostileRequestsTest.AloneWithTheDemo.class)
class HostileRequestsTest {

    /** Makes the application start for this class: what it writes would be in the way of others. */
    public static class AloneWithTheDemo implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("prefab.demo", "true");
        }
    }

    private static final int REQUESTS = Integer.getInteger("prefab.fuzz.requests", 10_000);
    private static final long SEED = Long.getLong("prefab.fuzz.seed", 51_129);

    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429);
    private static final Set<Integer> SUCCESSES = Set.of(200, 201, 202, 204, 304);
    private static final String SIGN_IN = "POST /api/v1/session";
    private static final Pattern INNARDS = Pattern.compile(
            "Exception|org\\.prefab|java\\.|jakarta\\.|io\\.quarkus|SQLSTATE|constraint \"|select .* from ");

    @TestHTTPResource("/")
    URI root;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void answersEveryRequestWithinTheContract() throws Exception {
        JsonNode document = json.readTree(
                given().accept("application/json").get("/q/openapi").asString());
        HostileRequests requests = new HostileRequests(document, SEED);
        List<String> broken = Collections.synchronizedList(new ArrayList<>());
        Set<String> reached = new ConcurrentSkipListSet<>();
        HttpClient http = HttpClient.newHttpClient();
        Clients.each(Stream.generate(requests::next).limit(REQUESTS).iterator(), hostile -> {
            if (broken.size() < 20) {
                HttpResponse<byte[]> answer = http.send(request(hostile), HttpResponse.BodyHandlers.ofByteArray());
                String violation = violation(hostile, answer);
                if (violation != null) {
                    broken.add(violation + " to " + hostile);
                }
                reached.add(hostile.operation());
            }
        });
        assertThat(broken).as("of seed %d", SEED).isEmpty();
        assertThat(reached).hasSizeGreaterThan(60);
    }

    private HttpRequest request(HostileRequests.Hostile hostile) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(root.resolve("/") + hostile.path().substring(1)))
                .method(
                        hostile.method(),
                        hostile.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(hostile.body()));
        builder.header("Authorization", "Bearer " + TestTokens.of(1));
        hostile.headers().forEach(builder::header);
        return builder.build();
    }

    /** What is wrong with an answer; null for a good answer. */
    private String violation(HostileRequests.Hostile hostile, HttpResponse<byte[]> answer) throws IOException {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (SUCCESSES.contains(answer.statusCode())) {
            return null;
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        boolean signsIn = hostile.operation().equals(SIGN_IN) && answer.statusCode() == 401;
        if (!signsIn && !REFUSALS.contains(answer.statusCode()) || !type.startsWith("application/problem+json")) {
            return answer.statusCode() + " " + type + " " + body;
        }
        JsonNode problem = json.readTree(body);
        boolean whole = problem.path("status").asInt() == answer.statusCode()
                && List.of("type", "title", "detail", "instance").stream().allMatch(problem::hasNonNull);
        // what was sent is shown again, so only what the server says by itself can give it away
        boolean leaks = INNARDS.matcher(
                        problem.path("title").asText() + problem.path("detail").asText())
                .find();
        for (JsonNode error : problem.path("errors")) {
            whole &= error.hasNonNull("code") && error.hasNonNull("message");
            leaks |= INNARDS.matcher(error.path("message").asText()).find();
        }
        return whole && !leaks ? null : answer.statusCode() + " " + body;
    }
}
