package org.prefabtracker.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.rating.ruleset.Percent;
import org.prefabtracker.rating.ruleset.Points;
import org.prefabtracker.rating.ruleset.Prerequisite;
import org.prefabtracker.shared.input.Constraints;

/** The schema is kept by hand; here it is held against what the engine takes and refuses. */
class RuleSetSchemaTest {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonNode TEXT = read(ShippedRuleSetsTest.text("schema.json"));
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TEXT);

    static List<String> files() {
        return RuleSets.FILES;
    }

    @ParameterizedTest
    @MethodSource("files")
    void takesEveryRuleSetThatComesAlong(String file) {
        assertThat(violations(ShippedRuleSetsTest.text(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            denominator: envelopeArea  | denominator: roofArea
            denominator: envelopeArea  | denominator: kitchenFitted
            kind: AT_LEAST, from: 70   | kind: ABOUT, from: 70
            kind: AT_LEAST, from: 70   | kind: AT_LEAST, from: 170
            scoreDecimals: 1           | scoreDecimal: 1
            validFrom: 2018-02-01      | validFrom: 20026-02-01
            jurisdiction: CN           | jurisdiction: China
            ties: HALF_UP              | ties: SOMEHOW
            max: 50                    | max: 0
            unit: 3.0.1                | units: 3.0.1
            id: cn-gbt-51129-2017      | id: CN GBT
            cavityCounts: false        | cavityCounts: true
            absentWith: kitchen        | absentWith: lift
            kind: RING_BEAM            | kind: RING
            widthUpToMm: 600           | widthUpToMm: 0
            kind: SLAB_STRIP, clause: 4.0.5, widthUpToMm: 300 | kind: SLAB_STRIP, widthUpToMm: 300
            widthMm: 601               | breadthMm: 601
            joins: [COLUMN], atLeast: 2 | joins: [PILLAR], atLeast: 2
            joins: [COLUMN], atLeast: 2 | joins: [COLUMN], atLeast: 0
            """)
    void refusesWhatTheEngineRefuses(String right, String wrong) {
        String text = ShippedRuleSetsTest.text("cn-gbt-51129-2017.yaml");
        assertThat(text).contains(right);
        String changed = text.replace(right, wrong);
        assertThat(violations(changed)).isNotEmpty();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> RuleSets.read("test.yaml", changed, Constraints.validator())))
                .isInstanceOf(RuleSets.Refused.class);
    }

    @Test
    void namesTheSameClosedSetsAsTheEngine() {
        assertThat(named("category")).containsExactlyInAnyOrderElementsOf(names(Category.values()));
        assertThat(named("feature")).containsExactlyInAnyOrderElementsOf(names(Feature.values()));
        assertThat(named("quantity")).containsExactlyInAnyOrderElementsOf(names(Quantity.values()));
        assertThat(named("jointKind")).containsExactlyInAnyOrderElementsOf(names(JointKind.values()));
        assertThat(named("absence")).containsExactlyInAnyOrderElementsOf(names(AbsentFeature.What.values()));
        for (DeclaredQuantity.Role role : DeclaredQuantity.Role.values()) {
            assertThat(named(role.name().toLowerCase()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(DeclaredQuantity.values())
                            .filter(measure -> measure.role() == role)
                            .map(DeclaredQuantity::key)
                            .toList());
        }
        assertThat(kinds("measured")).containsExactlyElementsOf(kinds(Measured.class));
        assertThat(kinds("points")).containsExactlyInAnyOrderElementsOf(kinds(Points.class));
        assertThat(kinds("percent")).containsExactlyElementsOf(kinds(Percent.class));
        assertThat(kinds("prerequisite")).containsExactlyElementsOf(kinds(Prerequisite.class));
    }

    private static Set<ValidationMessage> violations(String text) {
        return SCHEMA.validate(read(text));
    }

    private static JsonNode read(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> names(Object[] values) {
        return Arrays.stream(values).map(Object::toString).toList();
    }

    private static List<String> named(String definition) {
        List<String> named = new ArrayList<>();
        TEXT.at("/$defs/" + definition + "/enum").forEach(name -> named.add(name.asText()));
        return named;
    }

    private static List<String> kinds(String definition) {
        List<String> kinds = new ArrayList<>();
        TEXT.at("/$defs/" + definition + "/oneOf")
                .forEach(kind -> kinds.add(kind.at("/properties/kind/const").asText()));
        return kinds;
    }

    private static List<String> kinds(Class<?> of) {
        return Arrays.stream(of.getAnnotation(com.fasterxml.jackson.annotation.JsonSubTypes.class)
                        .value())
                .map(com.fasterxml.jackson.annotation.JsonSubTypes.Type::name)
                .toList();
    }
}
