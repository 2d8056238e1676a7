package org.prefabtracker.component;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.prefabtracker.Api.operator;

import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.Api;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;

/** A filter that names what does not exist is refused; one that names what exists and has nothing gives an empty list. */
@DatabaseTest
class ListFiltersTest {

    private static final String P = "/api/v1/projects/LF";

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void project() {
        operator().store("/api/v1/projects", "{\"code\": \"LF\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        for (String building : new String[] {"A", "B"}) {
            operator().store(P + "/buildings", """
                    {"code": "%s", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""".formatted(building));
        }
        operator().store(P + "/components", """
                {"components": [{"code": "LF-1", "mark": "YB-1", "building": "A", "storey": "2", "spec": "DBS1-67-3620-31"},
                 {"code": "LF-2", "mark": "YB-2", "building": "A", "storey": "2", "spec": "DBS1-67-3620-31"}]}""");
    }

    private static ValidatableResponse get(String path) {
        return operator().get(path.startsWith("/") ? path : P + "/" + path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            components?building=C | building
            components?storey=9 | storey
            components?building=B&storey=9 | storey
            components?spec=NO-SUCH-SPEC | spec
            components?mark=YB-99 | mark
            progress?factory=NOBODY | factory
            requirements?building=C | building
            compliance?building=C | building
            compliance/export?building=C | building
            findings?building=C | building
            findings/export?building=C | building
            buildings/A/joints?storey=9 | storey
            buildings/A/joints?ruleSet=none | ruleSet
            buildings/A/evaluations?ruleSet=none | ruleSet
            /api/v1/specs?owner=NOBODY | owner
            /api/v1/specs?standard=NO-SUCH-STANDARD | standard
            /api/v1/specs/export?owner=NOBODY | owner
            /api/v1/regions?parent=99 | parent
            /api/v1/audit?project=NO-SUCH-PROJECT | project
            /api/v1/audit?person=nobody | person
            /api/v1/audit/export?person=nobody | person
            """)
    void whatDoesNotExistIsRefused(String path, String parameter) {
        get(path)
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("errors[0].parameter", is(parameter), "errors[0].code", is("NOT_FOUND"))
                .body("detail", is("1 problem"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            components?stage=BUILT | stage
            components?category=WALLL | category
            findings?kind=NONE | kind
            findings?severity=BAD | severity
            buildings/A/evaluations?lens=NONE | lens
            /api/v1/specs?material=GOLD | material
            /api/v1/directory?kind=OPERATOR | kind
            """)
    void whatIsNoConstantIsRefused(String path, String parameter) {
        get(path).statusCode(422).body("errors[0].parameter", is(parameter), "errors[0].code", is("UNKNOWN_VALUE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "components?building=B",
                "components?building=B&storey=3",
                "components?storey=1",
                "components?spec=NQ-3029",
                "components?building=B&mark=YB-1",
                "components?stage=CANCELLED",
                "requirements?building=B",
                "findings?building=B",
                "buildings/A/joints?storey=3",
                "buildings/A/evaluations?ruleSet=cn-gbt-51129-2017"
            })
    void whatExistsAndHasNothingGivesAnEmptyList(String path) {
        get(path).statusCode(200).body("items", empty());
    }

    @Test
    void severalAreRefusedTogether() {
        get("components?building=C&spec=NONE&mark=NONE")
                .statusCode(422)
                .body("errors.parameter", containsInAnyOrder("building", "spec", "mark"));
    }

    @Test
    void theChineseNamesOfConstantsAreTaken() {
        get("components?category=楼板").statusCode(200).body("items.code", contains("LF-1", "LF-2"));
        get("components?stage=已设计&mark=YB-2").statusCode(200).body("items.code", contains("LF-2"));
        get("components?category=外墙板").statusCode(422);
        get("progress?by=单体建筑,楼层").statusCode(200).body("items[0].building", is("A"));
    }

    /** A factory sees the components that are released to it; everything else does not exist for it. */
    @Test
    void whatTheCallerMayNotSeeDoesNotExist() {
        operator().post(P + "/events", """
                        {"events": [{"eventId": "0191f3c2-0000-7000-8000-00000000f001", "type": "RELEASE", "component": "LF-1",
                          "occurredAt": "2026-05-04", "factory": "LF-WORKS"}]}""").statusCode(200);
        Api factory = Api.as(Cast.of(jdbi, "LF-WORKS", OrganisationKind.FACTORY));
        operator()
                .put(P + "/parties/LF-WORKS", null, "{\"kinds\": [\"FACTORY\"]}")
                .statusCode(200);
        factory.get(P + "/components?building=A").statusCode(200).body("items", hasSize(1));
        factory.get(P + "/components?building=A&stage=SHIPPED").statusCode(200).body("items", empty());
        factory.get(P + "/components?building=B").statusCode(422).body("errors[0].code", is("NOT_FOUND"));
        factory.get(P + "/components?storey=1").statusCode(422);
        factory.get(P + "/components?spec=NQ-3029").statusCode(422);
        factory.get(P + "/progress?factory=LF-WORKS").statusCode(200);
        factory.get(P + "/progress?factory=CAST-FACTORY").statusCode(422);
    }
}
