package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.Clients;
import org.prefabtracker.DatabaseTest;

/**
 * Every call of the API document, as every kind of user, on own data, on data of others, and on data that belongs to no one.
 */
@DatabaseTest
class AccessMatrixTest {

    private static final Map<String, Set<OrganisationKind>> MAY = Map.ofEntries(
            Map.entry(
                    "readers of the bill",
                    Set.of(
                            OrganisationKind.DESIGNER,
                            OrganisationKind.FACTORY,
                            OrganisationKind.CONTRACTOR,
                            OrganisationKind.SUPERVISOR,
                            OrganisationKind.OWNER,
                            OrganisationKind.REVIEWER,
                            OrganisationKind.REGULATOR)),
            Map.entry(
                    "readers of the project",
                    Set.of(
                            OrganisationKind.DESIGNER,
                            OrganisationKind.CONTRACTOR,
                            OrganisationKind.SUPERVISOR,
                            OrganisationKind.OWNER,
                            OrganisationKind.REVIEWER,
                            OrganisationKind.REGULATOR)),
            Map.entry("designer", Set.of(OrganisationKind.DESIGNER)),
            Map.entry("designer and owner", Set.of(OrganisationKind.DESIGNER, OrganisationKind.OWNER)),
            Map.entry(
                    "searchers of organisations",
                    Set.of(OrganisationKind.DESIGNER, OrganisationKind.OWNER, OrganisationKind.CONTRACTOR)),
            Map.entry(
                    "reporters",
                    Set.of(
                            OrganisationKind.DESIGNER,
                            OrganisationKind.OWNER,
                            OrganisationKind.FACTORY,
                            OrganisationKind.CONTRACTOR,
                            OrganisationKind.SUPERVISOR)),
            Map.entry("editors of requirements", Set.of(OrganisationKind.OWNER, OrganisationKind.REGULATOR)),
            Map.entry("reviewer", Set.of(OrganisationKind.REVIEWER)),
            Map.entry("regulators", Set.of(OrganisationKind.REGULATOR)),
            Map.entry("the region's regulator", Set.of(OrganisationKind.REGULATOR)),
            Map.entry("operator", Set.of()));

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    @Inject
    Jdbi jdbi;

    private final Map<String, String> groups = new LinkedHashMap<>();
    private Cast cast;

    @BeforeEach
    void read() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/access/calls.yaml")) {
            new YAMLMapper().readTree(file).properties().forEach(group -> group.getValue()
                    .forEach(call -> groups.put(call.asText(), group.getKey())));
        }
        cast = Cast.of(jdbi);
    }

    @Test
    void everyUserMayDoExactlyWhatThePermissionsSay() throws Exception {
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        Set<String> calls = calls();
        Clients.each(calls.iterator(), call -> {
            if (groups.containsKey(call)) {
                expectOfEveryUser(call, wrong);
            } else {
                wrong.add(call + " has no entry in access/calls.yaml");
            }
        });
        groups.keySet().stream()
                .filter(call -> !calls.contains(call))
                .forEach(call -> wrong.add(call + " is not in the document"));
        assertThat(wrong).isEmpty();
    }

    private void expectOfEveryUser(String call, List<String> wrong) {
        expect(
                call,
                "a caller without sign-in",
                given().noFilters(),
                "OWN",
                groups.get(call).equals("open") ? "through" : "401",
                wrong);
        for (OrganisationKind kind : OrganisationKind.values()) {
            expect(call, kind + " on its own", cast.as(kind), "OWN", onTheirOwn(call, kind), wrong);
            expect(call, kind + " on another's", cast.as(kind), "FOREIGN", onAnothers(call, kind), wrong);
        }
        expect(call, "a viewer", cast.asViewer(), "OWN", asViewer(call), wrong);
    }

    private String onTheirOwn(String call, OrganisationKind kind) {
        String group = groups.get(call);
        return kind == OrganisationKind.OPERATOR
                        || !MAY.containsKey(group)
                        || MAY.get(group).contains(kind)
                ? "through"
                : "403";
    }

    private String onAnothers(String call, OrganisationKind kind) {
        if (kind == OrganisationKind.OPERATOR) {
            return "through";
        }
        if (call.contains("{project}")) {
            return "no project";
        }
        return groups.get(call).equals("the region's regulator") ? "403" : onTheirOwn(call, kind);
    }

    /** A designer's who only reads. */
    private String asViewer(String call) {
        String group = groups.get(call);
        boolean reads = call.startsWith("GET ") || call.endsWith("/what-if") || group.equals("open");
        boolean own = call.startsWith("POST /api/v1/tokens")
                || call.startsWith("DELETE /api/v1/tokens")
                || call.equals("DELETE /api/v1/session")
                || call.contains(" /api/v1/me")
                || call.equals("POST /api/v1/session/second-factor");
        if (call.contains("/api/v1/people")) {
            return "403";
        }
        return (reads || own) && onTheirOwn(call, OrganisationKind.DESIGNER).equals("through") ? "through" : "403";
    }

    private static void expect(
            String call, String who, RequestSpecification as, String where, String expected, List<String> wrong) {
        String[] parts = call.split(" ");
        Response answer = as.contentType(
                        call.endsWith("/import") ? "multipart/form-data; boundary=x" : "application/json")
                .body((call.endsWith("/import") ? "--x--" : "{}").getBytes(StandardCharsets.UTF_8))
                .urlEncodingEnabled(false)
                .request(parts[0], path(parts[1], where));
        String found = found(answer, where);
        boolean through = !Set.of("401", "403", "no project").contains(found) && answer.statusCode() < 500;
        if (!(expected.equals("through") ? through : found.equals(expected))) {
            wrong.add(call + " as " + who + ": " + found + " instead of " + expected + " " + answer.statusCode());
        }
    }

    private static String found(Response answer, String where) {
        if (answer.statusCode() == 404 && answer.asString().contains("\"There is no project " + where + "\"")) {
            return "no project";
        }
        return Integer.toString(answer.statusCode());
    }

    private static String path(String template, String where) {
        Matcher matcher = PARAMETER.matcher(template);
        return matcher.replaceAll(parameter -> switch (parameter.group(1)) {
            case "project" -> where;
            case "ruleSet" -> "cn-gbt-51129-2017";
            case "year" -> "2026";
            case "code" -> template.contains("/regions/") ? (where.equals("OWN") ? "320102" : "440103") : "x";
            default -> "x";
        });
    }

    @Test
    void theDocumentSaysWhichCallsNeedNoSignIn() throws IOException {
        Set<String> open = new TreeSet<>();
        operations((call, operation) -> {
            if (operation.path("security").isArray()
                    && operation.path("security").isEmpty()) {
                open.add(call);
            }
        });
        Set<String> documented = new TreeSet<>(groups.keySet());
        documented.removeIf(call -> !groups.get(call).equals("open"));
        assertThat(open).isEqualTo(documented);
    }

    private static Set<String> calls() throws IOException {
        Set<String> calls = new TreeSet<>();
        operations((call, operation) -> calls.add(call));
        return calls;
    }

    private static void operations(BiConsumer<String, JsonNode> each) throws IOException {
        JsonNode document =
                new ObjectMapper().readTree(given().get("/q/openapi").asString());
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> method.getValue().has("responses"))
                .forEach(
                        method -> each.accept(method.getKey().toUpperCase() + " " + path.getKey(), method.getValue())));
    }
}
