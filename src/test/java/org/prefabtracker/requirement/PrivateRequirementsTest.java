package org.prefabtracker.requirement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.Api;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.workbook.WorkbookFile;

/**
 * An owner states requirement A for all and requirement B in private: only those who make and those who check requirements
 * see B.
 */
@DatabaseTest
class PrivateRequirementsTest {

    private static final List<OrganisationKind> INITIATED = List.of(
            OrganisationKind.OWNER, OrganisationKind.REVIEWER, OrganisationKind.REGULATOR, OrganisationKind.OPERATOR);
    private static final List<OrganisationKind> OTHERS =
            List.of(OrganisationKind.DESIGNER, OrganisationKind.CONTRACTOR, OrganisationKind.SUPERVISOR);
    private static final String SECRET = "对外保密的奖励条款";

    @Inject
    Jdbi jdbi;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String project = "PR-" + mark;
    private final String base = "/api/v1/projects/" + project;
    private final Map<OrganisationKind, Supplier<RequestSpecification>> people = new LinkedHashMap<>();

    @BeforeEach
    void demand() {
        new RatedBuilding(project, "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3");
        for (OrganisationKind kind : OrganisationKind.values()) {
            if (kind == OrganisationKind.OPERATOR) {
                people.put(kind, () -> given());
                continue;
            }
            people.put(kind, Cast.of(jdbi, "PR-" + kind, kind));
            if (kind.isParty()) {
                given().contentType(ContentType.JSON)
                        .body("{\"kinds\": [\"" + kind + "\"]}")
                        .put(base + "/parties/PR-" + kind)
                        .then()
                        .statusCode(200);
            }
        }
        as(OrganisationKind.OWNER)
                .post(base + "/requirements", requirement("A", "公开", ", \"private\": false"))
                .statusCode(201);
        as(OrganisationKind.OWNER)
                .post(base + "/requirements", requirement("B", SECRET, ", \"private\": true"))
                .statusCode(201)
                .body("private", equalTo(true));
    }

    @Test
    void whatOneDemandsTheOtherDoesNotTakeBack() {
        for (OrganisationKind kind : List.of(OrganisationKind.OWNER, OrganisationKind.REGULATOR)) {
            OrganisationKind other =
                    kind == OrganisationKind.OWNER ? OrganisationKind.REGULATOR : OrganisationKind.OWNER;
            String code = "OF-" + kind;
            sent(kind)
                    .body(requirement(code, "n", ""))
                    .post(base + "/requirements")
                    .then()
                    .statusCode(201);
            sent(other)
                    .body("{\"reason\": \"over\"}")
                    .post(base + "/requirements/" + code + "/withdraw")
                    .then()
                    .statusCode(403);
            sent(other)
                    .body(requirement(code, "m", ""))
                    .put(base + "/requirements/" + code)
                    .then()
                    .statusCode(403);
            sent(kind)
                    .body("{\"reason\": \"over\"}")
                    .post(base + "/requirements/" + code + "/withdraw")
                    .then()
                    .statusCode(200);
        }
    }

    private RequestSpecification sent(OrganisationKind kind) {
        return people.get(kind).get().contentType(ContentType.JSON).header("If-Match", "\"1\"");
    }

    @Test
    void whoDemandsAndWhoChecksReadsIt() throws IOException {
        for (OrganisationKind kind : INITIATED) {
            as(kind).get(base + "/requirements")
                    .body("items.code", contains("A", "B"))
                    .body("items.private", contains(null, true));
            as(kind).get(base + "/requirements/B")
                    .statusCode(200)
                    .header("ETag", "\"1\"")
                    .body("note", equalTo(SECRET));
            as(kind).get(base + "/requirements/B/versions").body("items.version", contains(1));
            as(kind).get(base + "/compliance?trend=0").body("items.requirement.code", contains("A", "B"));
            assertThat(exported(kind)).contains("|是 / yes|" + SECRET);
        }
    }

    @Test
    void othersDoNotSeeAPrivateRequirement() throws IOException {
        for (OrganisationKind kind : OTHERS) {
            assertHidden(kind);
        }
        sent(OrganisationKind.OWNER)
                .body("{\"reason\": \"" + SECRET + "\"}")
                .post(base + "/requirements/B/withdraw")
                .then()
                .statusCode(200);
        for (OrganisationKind kind : OTHERS) {
            assertHidden(kind);
        }
        as(OrganisationKind.OWNER).get(base + "/requirements?withdrawn=true").body("items.code", contains("B"));
        as(OrganisationKind.FACTORY).get(base + "/requirements").statusCode(403);
        as(OrganisationKind.FACTORY).get(base + "/requirements/A").statusCode(403);
    }

    private void assertHidden(OrganisationKind kind) throws IOException {
        as(kind).get(base + "/requirements?limit=1")
                .body("items.code", contains("A"))
                .body("next", equalTo(null));
        as(kind).get(base + "/requirements?building=B").body("items.code", contains("A"));
        as(kind).get(base + "/requirements?withdrawn=true").body("items.code", equalTo(List.of()));
        for (String what : List.of("/requirements/B", "/requirements/B/versions")) {
            String hidden = as(kind).get(base + what).statusCode(404).extract().asString();
            String absent = as(kind).get(base + what.replace("/B", "/Z"))
                    .statusCode(404)
                    .extract()
                    .asString();
            assertThat(hidden.replace("B", "Z")).isEqualTo(absent.replace("B", "Z"));
        }
        as(kind).get(base + "/compliance?trend=1&limit=1")
                .statusCode(200)
                .body("items.requirement.code", contains("A"))
                .body("next", equalTo(null));
        assertThat(exported(kind)).contains("A|").doesNotContain(SECRET).doesNotContain("\nB|");
    }

    @Test
    void whatBecomesPrivateIsGoneWithItsPastAndWhatBecomesPublicBeginsThen() {
        String before = java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).toString();
        as(OrganisationKind.OWNER)
                .put(base + "/requirements/A", "\"1\"", requirement("A", SECRET, ", \"private\": true"))
                .statusCode(200);
        as(OrganisationKind.OWNER)
                .put(base + "/requirements/B", "\"1\"", requirement("B", "公开了", ""))
                .statusCode(200)
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("private")));

        as(OrganisationKind.DESIGNER).get(base + "/requirements").body("items.code", contains("B"));
        as(OrganisationKind.DESIGNER).get(base + "/requirements/A").statusCode(404);
        as(OrganisationKind.DESIGNER).get(base + "/requirements/A/versions").statusCode(404);
        as(OrganisationKind.DESIGNER).get(base + "/requirements/B").body("note", equalTo("公开了"));
        as(OrganisationKind.DESIGNER).get(base + "/requirements/B/versions").body("items.note", contains("公开了"));
        as(OrganisationKind.DESIGNER)
                .get(base + "/compliance?trend=0&knownAt=" + before)
                .statusCode(200)
                .body("items", equalTo(List.of()));
        as(OrganisationKind.OWNER)
                .get(base + "/compliance?trend=0&knownAt=" + before)
                .body("items.requirement.code", contains("A", "B"));
        as(OrganisationKind.OWNER).get(base + "/requirements/B/versions").body("items.note", contains("公开了", SECRET));
    }

    @Test
    void theSameAgainIsTheSameAndAnotherSecrecyIsAnother() {
        as(OrganisationKind.OWNER)
                .post(base + "/requirements", requirement("A", "公开", ""))
                .statusCode(200);
        as(OrganisationKind.OWNER)
                .post(base + "/requirements", requirement("A", "公开", ", \"private\": true"))
                .statusCode(409);
        as(OrganisationKind.OWNER)
                .post(base + "/requirements", requirement("C", "x", ", \"private\": \"yes\""))
                .statusCode(422)
                .body("errors.pointer", contains("/private"));
    }

    private static String requirement(String code, String note, String more) {
        return """
                {"code": "%s", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": 50}, "lens": "DESIGN",
                 "source": {"document": "合同"}, "note": "%s"%s}""".formatted(code, note, more);
    }

    private Api as(OrganisationKind kind) {
        return Api.as(people.get(kind));
    }

    private String exported(OrganisationKind kind) throws IOException {
        byte[] file =
                people.get(kind).get().get(base + "/compliance/export?trend=0").asByteArray();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            return WorkbookFile.shown(workbook);
        }
    }
}
