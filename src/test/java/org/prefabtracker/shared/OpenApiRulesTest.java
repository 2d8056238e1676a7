package org.prefabtracker.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The API's document passes the rules that Redocly's linter recommends; each test names its rules. ApiDocumentTest holds the file
 * equal to what the code says.
 */
class OpenApiRulesTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "options", "head");

    /** A verb and what it is done to. */
    private static final Pattern OPERATION_ID = Pattern.compile(
            "(get|list|create|update|put|patch|delete|remove|register|report|import|export|copy|cancel|reinstate"
                    + "|withdraw|verify|compare|evaluate|revoke|change|reset|begin|confirm|show|end)([A-Z][a-z]+)+");

    /** Names of Java classes, and of classes by their part in the code. */
    private static final Pattern OF_JAVA = Pattern.compile(
            "(Page|Versions|Map|List|Set|Optional)[A-Z]\\w*|\\w*(Resource|Store|View|Entity|Dto|Impl|Sql|JsonNode|ParsedBody)"
                    + "|UUID|LocalDate|OffsetDateTime|Instant|BigDecimal|Object|Answer|All|Note|Kind|State|Data|Why|What");

    private static final JsonNode DOCUMENT = read();

    private record Call(String method, String path, JsonNode operation) {
        @Override
        public String toString() {
            return method.toUpperCase() + " " + path;
        }
    }

    private static JsonNode read() {
        try (InputStream file = OpenApiRulesTest.class.getResourceAsStream("/openapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** operation-operationId, operation-operationId-url-safe. */
    @Test
    void everyOperationHasAnIdOfAVerbAndANoun() {
        assertThat(calls().stream().filter(call -> !OPERATION_ID
                        .matcher(call.operation().path("operationId").asText())
                        .matches()))
                .isEmpty();
    }

    /** operation-operationId-unique. */
    @Test
    void noTwoOperationsHaveTheSameId() {
        assertThat(calls().stream()
                        .map(call -> call.operation().path("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    /** operation-summary. */
    @Test
    void everyOperationHasASummary() {
        assertThat(calls().stream()
                        .filter(call ->
                                call.operation().path("summary").asText().isBlank()))
                .isEmpty();
    }

    /** operation-tag-defined, operation-singular-tag, tag-description. */
    @Test
    void everyOperationHasOneTagAndEveryTagIsDescribedAndUsed() {
        Set<String> described = new TreeSet<>();
        DOCUMENT.path("tags").forEach(tag -> {
            assertThat(tag.path("description").asText()).isNotBlank();
            assertThat(described.add(tag.path("name").asText())).isTrue();
        });
        Set<String> used = new TreeSet<>();
        calls().forEach(call -> {
            assertThat(call.operation().path("tags")).as(call.toString()).hasSize(1);
            used.add(call.operation().at("/tags/0").asText());
        });
        assertThat(used).isEqualTo(described);
    }

    /** operation-2xx-response, operation-4xx-response. */
    @Test
    void everyOperationSaysHowItSucceedsAndHowItFails() {
        for (Call call : calls()) {
            Set<String> statuses = names(call.operation().path("responses"));
            assertThat(statuses)
                    .as(call.toString())
                    .anyMatch(status -> status.matches("[23]\\d\\d"))
                    .anyMatch(status -> status.matches("4\\d\\d"));
        }
    }

    /** security-defined. */
    @Test
    void everyOperationSaysHowToSignInByADefinedScheme() {
        Set<String> schemes = names(DOCUMENT.at("/components/securitySchemes"));
        for (Call call : calls()) {
            JsonNode security =
                    call.operation().has("security") ? call.operation().path("security") : DOCUMENT.path("security");
            assertThat(security.isArray()).as(call.toString()).isTrue();
            security.forEach(way -> assertThat(schemes).as(call.toString()).containsAll(names(way)));
        }
    }

    /** info-license, info-license-strict, info-contact. */
    @Test
    void theDocumentHasALicenceAndAContact() {
        assertThat(DOCUMENT.at("/info/license/identifier").asText()).isEqualTo("Apache-2.0");
        assertThat(DOCUMENT.at("/info/contact/name").asText()).isNotBlank();
        assertThat(DOCUMENT.at("/info/description").asText()).isNotBlank();
    }

    /** no-empty-servers, no-server-example.com, no-server-trailing-slash, no-undefined-server-variable. */
    @Test
    void theDocumentNamesItsServer() {
        assertThat(DOCUMENT.path("servers")).isNotEmpty();
        DOCUMENT.path("servers").forEach(server -> assertThat(server.path("url").asText())
                .isNotBlank()
                .doesNotContain("example", "localhost", "{"));
    }

    /** no-path-trailing-slash, path-not-include-query, path-declaration-must-exist, no-http-verbs-in-paths. */
    @Test
    void pathsArePlain() {
        assertThat(names(DOCUMENT.path("paths")))
                .isNotEmpty()
                .allMatch(path -> path.matches("(/([a-z0-9-]+|\\{[a-zA-Z]+}(\\.xlsx)?))+"));
    }

    /** no-identical-paths, no-ambiguous-paths: where two paths match one address, one has fewer variables and comes first. */
    @Test
    void noTwoPathsMatchTheSameAddressWithAsManyVariables() {
        List<String> paths = List.copyOf(names(DOCUMENT.path("paths")));
        for (String one : paths) {
            for (String other : paths) {
                if (one.compareTo(other) < 0) {
                    assertThat(ambiguous(one.split("/"), other.split("/")))
                            .as(one + " and " + other)
                            .isFalse();
                }
            }
        }
    }

    private static boolean ambiguous(String[] one, String[] other) {
        if (one.length != other.length) {
            return false;
        }
        int variables = 0;
        for (int i = 0; i < one.length; i++) {
            boolean first = one[i].startsWith("{");
            boolean second = other[i].startsWith("{");
            if (!first && !second && !one[i].equals(other[i])) {
                return false;
            }
            variables += (first ? 1 : 0) - (second ? 1 : 0);
        }
        return variables == 0;
    }

    /** path-parameters-defined, operation-parameters-unique. */
    @Test
    void parametersOfPathsAreDefinedAndNoneTwice() {
        for (Call call : calls()) {
            List<String> all = new ArrayList<>();
            Set<String> ofPath = new TreeSet<>();
            call.operation().path("parameters").forEach(given -> {
                JsonNode parameter = resolved(given);
                all.add(parameter.path("in").asText() + " "
                        + parameter.path("name").asText());
                if (parameter.path("in").asText().equals("path")) {
                    ofPath.add(parameter.path("name").asText());
                    assertThat(parameter.path("required").asBoolean()).isTrue();
                }
            });
            assertThat(all).as(call.toString()).doesNotHaveDuplicates();
            assertThat(ofPath)
                    .as(call.toString())
                    .isEqualTo(Pattern.compile("\\{(\\w+)}")
                            .matcher(call.path())
                            .results()
                            .map(found -> found.group(1))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** no-unresolved-refs, no-$ref-siblings outside of schemas, where OpenAPI 3.1 allows summary and description only. */
    @Test
    void everyReferenceIsToAComponentAndHasNoSiblingThatIsIgnored() {
        eachObject(DOCUMENT, "", (pointer, object) -> {
            if (object.has("$ref")) {
                assertThat(resolved(object).isMissingNode()).as(pointer).isFalse();
                if (!object.path("$ref").asText().contains("/schemas/")) {
                    assertThat(names(object)).as(pointer).isSubsetOf("$ref", "summary", "description");
                }
            }
        });
    }

    /** no-unused-components. */
    @Test
    void everyComponentIsUsed() {
        Set<String> used = new HashSet<>();
        eachObject(DOCUMENT, "", (pointer, object) -> {
            // a schema that refers to itself does not use itself
            String ref = object.path("$ref").asText();
            if (!ref.isEmpty() && !("#" + pointer).startsWith(ref + "/") && !("#" + pointer).equals(ref)) {
                used.add(ref);
            }
        });
        Set<String> unused = new TreeSet<>();
        for (String kind : List.of("schemas", "responses", "parameters")) {
            names(DOCUMENT.at("/components/" + kind)).stream()
                    .map(name -> "#/components/" + kind + "/" + name)
                    .filter(name -> !used.contains(name))
                    .forEach(unused::add);
        }
        assertThat(unused).isEmpty();
    }

    /** Generators build a class for each schema, and fail on one that is only a reference to itself. */
    @Test
    void noSchemaIsOnlyAReference() {
        DOCUMENT.at("/components/schemas").properties().forEach(schema -> assertThat(
                        schema.getValue().has("$ref"))
                .as(schema.getKey())
                .isFalse());
    }

    @Test
    void noSchemaHasTheNameOfAJavaClass() {
        assertThat(names(DOCUMENT.at("/components/schemas")))
                .allMatch(name -> name.matches("[A-Z][a-zA-Z]+"))
                .noneMatch(name -> OF_JAVA.matcher(name).matches());
    }

    /** no-enum-type-mismatch. */
    @Test
    void valuesOfAnEnumHaveItsType() {
        eachObject(DOCUMENT, "", (pointer, object) -> {
            if (object.path("enum").isArray() && object.has("type")) {
                object.path("enum").forEach(value -> assertThat(value.isTextual())
                        .as(pointer)
                        .isEqualTo(object.path("type").asText().equals("string")));
            }
        });
    }

    /** no-required-schema-properties-undefined. */
    @Test
    void requiredPropertiesAreThere() {
        eachObject(DOCUMENT, "", (pointer, object) -> object.path("required").forEach(name -> {
            if (object.path("required").isArray()) {
                assertThat(names(object.path("properties"))).as(pointer).contains(name.asText());
            }
        }));
    }

    /** discriminator-mapping-exists; each alternative requires the property, and allows no other value than that of the mapping. */
    @Test
    void thingsOfSeveralKindsSayTheirKind() {
        List<String> found = new ArrayList<>();
        eachObject(DOCUMENT, "", (pointer, object) -> {
            if (object.has("discriminator")) {
                found.add(pointer.substring(pointer.lastIndexOf('/') + 1));
                String property = object.at("/discriminator/propertyName").asText();
                JsonNode mapping = object.at("/discriminator/mapping");
                assertThat(mapping).hasSameSizeAs(object.path("oneOf"));
                mapping.properties().forEach(kind -> {
                    JsonNode alternative = DOCUMENT.at(kind.getValue().asText().substring(1));
                    assertThat(alternative.at("/properties/" + property + "/enum"))
                            .hasSize(1)
                            .allMatch(value -> value.asText().equals(kind.getKey()));
                    assertThat(alternative.path("required"))
                            .anyMatch(name -> name.asText().equals(property));
                });
            }
        });
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "RequiredMeasure",
                        "ScenarioChange",
                        "MeasurementRule",
                        "PointsRule",
                        "PercentRule",
                        "PrerequisiteRule");
    }

    /** no-invalid-media-type-examples. */
    @Test
    void examplesAreValid() {
        JsonSchema all = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("urn:api"), DOCUMENT);
        List<String> wrong = new ArrayList<>();
        for (Call call : calls()) {
            JsonNodePath at = new JsonNodePath(PathType.JSON_POINTER)
                    .append("paths")
                    .append(call.path())
                    .append(call.method());
            check(all, call, call.operation().path("requestBody"), at.append("requestBody"), wrong);
            call.operation()
                    .path("responses")
                    .properties()
                    .forEach(response -> check(
                            all,
                            call,
                            response.getValue(),
                            at.append("responses").append(response.getKey()),
                            wrong));
        }
        assertThat(wrong).isEmpty();
    }

    private static void check(JsonSchema all, Call call, JsonNode message, JsonNodePath at, List<String> wrong) {
        message.path("content").properties().forEach(type -> {
            if (type.getValue().has("example")
                    && !type.getValue().path("schema").isEmpty()) {
                all.getSubSchema(at.append("content").append(type.getKey()).append("schema"))
                        .validate(type.getValue().path("example"))
                        .forEach(fault -> wrong.add(call + ": " + fault.getMessage()));
            }
        });
    }

    private static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        calls.add(new Call(operation.getKey(), path.getKey(), operation.getValue()));
                    }
                }));
        assertThat(calls).hasSizeGreaterThan(100);
        return calls;
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Every object of the document that is no example and not the properties of one. */
    private static void eachObject(JsonNode node, String pointer, BiConsumer<String, JsonNode> use) {
        if (node.isObject()) {
            if (!pointer.endsWith("/properties")) {
                use.accept(pointer, node);
            }
            node.properties().stream()
                    .filter(member -> pointer.endsWith("/properties")
                            || !member.getKey().equals("example")
                                    && !member.getKey().equals("examples"))
                    .forEach(member -> eachObject(member.getValue(), pointer + "/" + member.getKey(), use));
        } else if (node.getNodeType() == JsonNodeType.ARRAY) {
            for (int i = 0; i < node.size(); i++) {
                eachObject(node.get(i), pointer + "/" + i, use);
            }
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
