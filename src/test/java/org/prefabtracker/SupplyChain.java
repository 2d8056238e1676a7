package org.prefabtracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Asks a database of vulnerabilities in the format of OSV ({@code POST …/v1/querybatch}) about every component of an SBOM. No answer is
 * never taken for a good one.
 */
final class SupplyChain {

    /** Queries in a request; the interface allows 1,000. */
    private static final int BATCH = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI queries;

    /** @param source the address of the database, without {@code /v1/querybatch} */
    SupplyChain(String source) {
        queries = URI.create(source.replaceAll("/+$", "") + "/v1/querybatch");
    }

    /** The check could not be made; the message says why. */
    static final class NotChecked extends RuntimeException {
        NotChecked(String message) {
            super(message);
        }
    }

    /**
     * The known vulnerabilities, each as {@code purl: id}.
     *
     * @param accepted ids that were looked at and do not apply
     * @throws NotChecked where not every component could be checked
     */
    Set<String> vulnerabilities(Path sbom, Set<String> accepted) throws InterruptedException {
        List<String> components = components(sbom);
        Set<String> found = new TreeSet<>();
        for (int from = 0; from < components.size(); from += BATCH) {
            List<Query> open = components.subList(from, Math.min(components.size(), from + BATCH)).stream()
                    .map(component -> new Query(component, null))
                    .toList();
            while (!open.isEmpty()) {
                open = ask(open, accepted, found);
            }
        }
        return found;
    }

    /** @param page where an earlier answer about the component goes on; null: its beginning */
    private record Query(String purl, String page) {}

    private static List<String> components(Path sbom) {
        if (Files.notExists(sbom)) {
            throw new NotChecked("There is no " + sbom + ": run mvn package with access to the repositories first.");
        }
        try {
            List<String> components = new ArrayList<>();
            for (JsonNode component : JSON.readTree(sbom.toFile()).path("components")) {
                // qualifiers such as ?type=jar are no part of what is asked for
                components.add(component.path("purl").asText().replaceFirst("[?#].*", ""));
            }
            if (components.isEmpty() || !components.stream().allMatch(purl -> purl.matches("pkg:.+@.+"))) {
                throw new NotChecked(sbom + " lists no components, or one without a package URL and version.");
            }
            return components;
        } catch (IOException e) {
            throw new NotChecked(sbom + " cannot be read: " + e.getMessage());
        }
    }

    /** Returns the queries whose answers go on. */
    private List<Query> ask(List<Query> queries, Set<String> accepted, Set<String> found) throws InterruptedException {
        JsonNode results = answer(queries).path("results");
        if (results.size() != queries.size()) {
            throw new NotChecked("The database of vulnerabilities at " + this.queries + " answered " + results.size()
                    + " of " + queries.size() + " queries.");
        }
        List<Query> open = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            String purl = queries.get(i).purl();
            for (JsonNode vulnerability : results.get(i).path("vulns")) {
                String id = vulnerability.path("id").asText();
                if (!accepted.contains(id)) {
                    found.add(purl + ": " + id);
                }
            }
            String page = results.get(i).path("next_page_token").asText();
            if (!page.isEmpty()) {
                open.add(new Query(purl, page));
            }
        }
        return open;
    }

    private JsonNode answer(List<Query> asked) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("queries");
        for (Query query : asked) {
            ObjectNode each = list.addObject();
            each.putObject("package").put("purl", query.purl());
            if (query.page() != null) {
                each.put("page_token", query.page());
            }
        }
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(queries)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw notReached("it answers " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw notReached("it does not answer JSON");
        } catch (IOException e) {
            throw notReached(e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ", " + e.getMessage()));
        }
    }

    private NotChecked notReached(String why) {
        return new NotChecked("The SBOM was not checked: the database of vulnerabilities at " + queries
                + " was not reached (" + why + "). Set -Dsupply-chain.source to one that this machine reaches.");
    }

    /** The lines of a text that are neither empty nor comments, each up to its first blank. */
    static Set<String> accepted(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
    }
}
