package org.prefabtracker.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.as;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.TestTokens;
import org.prefabtracker.workbook.WorkbookFile;

/** A slab of the standard's and one of the same code of a designer's own; and another designer, who knows of the first one only. */
@DatabaseTest
class OwnSpecsTest {

    @Inject
    Jdbi jdbi;

    /** No two tests have the same. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private final String both = "OS-" + mark;
    private final String secret = "OS-" + mark + "-SECRET";

    private Supplier<RequestSpecification> designer;
    private Supplier<RequestSpecification> stranger;
    private final Supplier<RequestSpecification> operator = () -> given();

    @BeforeEach
    void slabs() {
        designer = Cast.of(jdbi, "OS-DESIGNER", OrganisationKind.DESIGNER);
        stranger = Cast.of(jdbi, "OS-STRANGER", OrganisationKind.DESIGNER);
        as(operator)
                .post("/api/v1/specs", spec(both, "标准的板", "1"))
                .statusCode(201)
                .header("ETag", "\"3\"");
        as(designer)
                .post("/api/v1/specs", spec(both, "自己的板", "2"))
                .statusCode(201)
                .body("owner", equalTo("OS-DESIGNER"))
                .body("revision", equalTo(1));
        as(designer).post("/api/v1/specs", spec(secret, "秘密的板", "3")).statusCode(201);
    }

    @Test
    void theOwnSpecComesBeforeTheStandardsOfItsCode() {
        as(designer)
                .get("/api/v1/specs/" + both)
                .statusCode(200)
                .body("owner", equalTo("OS-DESIGNER"))
                .body("name", equalTo("自己的板"));
        as(designer).get("/api/v1/specs/" + both + "?owner=OS-DESIGNER").body("name", equalTo("自己的板"));
        as(designer)
                .get("/api/v1/specs/" + both + "?owner=STANDARD")
                .statusCode(200)
                .body("name", equalTo("标准的板"))
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("owner")));
        as(designer).get("/api/v1/specs/" + both + "/revisions").body("items.name", contains("自己的板"));
        as(designer).get("/api/v1/specs/" + both + "/revisions?owner=STANDARD").body("items.name", contains("标准的板"));
        list(designer, "").body("items.name", contains("自己的板", "标准的板", "秘密的板"));
        list(designer, "&owner=OS-DESIGNER").body("items.name", contains("自己的板", "秘密的板"));
        list(designer, "&owner=STANDARD").body("items.name", contains("标准的板"));
        as(operator).get("/api/v1/specs/" + both).body("name", equalTo("标准的板"));
    }

    @Test
    void aPageMayEndBetweenTheOwnAndTheStandards() {
        List<String> seen = new ArrayList<>();
        String next = "";
        for (int pages = 0; next != null && pages < 5; pages++) {
            JsonPath page = list(designer, "&limit=1&cursor=" + next).extract().jsonPath();
            seen.addAll(page.getList("items.name"));
            next = page.get("next");
        }
        assertThat(seen).containsExactly("自己的板", "标准的板", "秘密的板");
    }

    @Test
    void anotherDesignerNeverLearnsOfIt() throws IOException {
        list(stranger, "").body("items.name", contains("标准的板"));
        as(stranger)
                .get("/api/v1/specs?owner=OS-DESIGNER")
                .statusCode(422)
                .body("errors[0].code", equalTo("NOT_FOUND"));
        as(stranger).get("/api/v1/specs?owner=NOBODY").statusCode(422).body("errors[0].code", equalTo("NOT_FOUND"));
        stranger.get()
                .queryParam("q", "秘密的板")
                .get("/api/v1/specs")
                .then()
                .body("items", empty())
                .body("next", equalTo(null));
        as(stranger).get("/api/v1/specs/" + both).body("name", equalTo("标准的板"));
        as(stranger).get("/api/v1/specs/" + both + "/revisions").body("items.name", contains("标准的板"));
        for (String call :
                new String[] {"%s", "%s/revisions", "%s?owner=OS-DESIGNER", "%s/revisions?owner=OS-DESIGNER"}) {
            assertThat(text(stranger, call.formatted(secret), 404).replace(secret, "ABSENT"))
                    .isEqualTo(text(stranger, call.formatted("ABSENT"), 404));
        }
        assertThat(text(stranger, both + "?owner=OS-DESIGNER", 404))
                .isEqualTo(text(stranger, both + "?owner=NOBODY", 404));
        as(stranger).get("/api/v1/specs/export?owner=OS-DESIGNER").statusCode(422);
        assertThat(exported(stranger, "")).doesNotContain(secret, both);
        assertThat(exported(stranger, "?owner=STANDARD")).contains(both).doesNotContain(secret);
        as(stranger)
                .put("/api/v1/specs/" + secret, "\"3\"", spec(secret, "秘密的板", "9"))
                .statusCode(412);
        as(stranger)
                .put("/api/v1/specs/" + secret, "*", spec(secret, "秘密的板", "9"))
                .statusCode(412);
    }

    @Test
    void theAuditTellsTheOperatorAloneOfIt() {
        given().contentType(ContentType.JSON)
                .body("{\"code\": \"OS-NATION\", \"name\": \"n\", \"kind\": \"REGULATOR\", \"regionCode\": \"CN\"}")
                .post("/api/v1/organisations");
        as(designer)
                .put("/api/v1/specs/" + secret, "\"3\"", spec(secret, "秘密的板", "9"))
                .statusCode(200);
        String asked = "/api/v1/audit?q=/specs/" + secret;
        operator.get().get(asked).then().body("items.size()", equalTo(1));
        Cast.of(jdbi, "OS-NATION", OrganisationKind.REGULATOR)
                .get()
                .get(asked)
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void bothRegisterTheSameCodeAndNeitherNoticesTheOther() {
        as(stranger)
                .post("/api/v1/specs", spec(secret, "别人的板", "4"))
                .statusCode(201)
                .body("owner", equalTo("OS-STRANGER"))
                .body("revision", equalTo(1))
                .header("ETag", "\"3\"");
        as(stranger).post("/api/v1/specs", spec(secret, "别人的板", "4")).statusCode(200);
        as(stranger).post("/api/v1/specs", spec(secret, "秘密的板", "3")).statusCode(409);
        as(stranger)
                .put("/api/v1/specs/" + secret, "\"3\"", spec(secret, "改了的板", "5"))
                .statusCode(200)
                .body("revision", equalTo(2));
        as(designer)
                .get("/api/v1/specs/" + secret)
                .header("ETag", "\"3\"")
                .body("name", equalTo("秘密的板"))
                .body("revision", equalTo(1));
        String asked = "?owner=OS-STRANGER";
        assertThat(text(designer, secret + asked, 404)).isEqualTo(text(designer, secret + "?owner=NOBODY", 404));
    }

    @Test
    void aDesignerDoesNotChangeTheStandard() {
        String standard = "OS-" + mark + "-STANDARD";
        as(operator).post("/api/v1/specs", spec(standard, "标准的板", "1")).statusCode(201);
        String seen = as(designer).get("/api/v1/specs/" + standard).extract().header("ETag");
        as(designer)
                .put("/api/v1/specs/" + standard, seen, spec(standard, "改了的板", "2"))
                .statusCode(412);
        as(designer)
                .put("/api/v1/specs/" + standard, null, spec(standard, "改了的板", "2"))
                .statusCode(201)
                .body("owner", equalTo("OS-DESIGNER"));
        as(designer)
                .put("/api/v1/specs/" + standard, seen, spec(standard, "又改了的板", "2"))
                .statusCode(200)
                .body("revision", equalTo(2));
        as(operator).get("/api/v1/specs/" + standard).header("ETag", seen).body("name", equalTo("标准的板"));
        as(stranger).get("/api/v1/specs/" + standard).header("ETag", seen).body("name", equalTo("标准的板"));
    }

    @Test
    void theOperatorSeesTheOwnerAndCannotChangeTheSpec() {
        as(operator).get("/api/v1/specs/" + secret).statusCode(404);
        as(operator)
                .get("/api/v1/specs/" + secret + "?owner=OS-DESIGNER")
                .statusCode(200)
                .body("owner", equalTo("OS-DESIGNER"));
        as(operator)
                .get("/api/v1/specs/" + secret + "/revisions?owner=OS-DESIGNER")
                .body("items.owner", contains("OS-DESIGNER"));
        as(operator).get("/api/v1/specs/" + secret + "?owner=NOBODY").statusCode(404);
        list(operator, "&owner=OS-DESIGNER").body("items.name", contains("自己的板", "秘密的板"));
        list(operator, "").body("items.name", contains("标准的板"));
        as(operator)
                .post("/api/v1/specs", spec(secret, "秘密的板", "3").replaceFirst("\\{", "{\"owner\": \"OS-DESIGNER\", "))
                .statusCode(422)
                .body("errors.pointer", contains("/owner"));
        as(operator).post("/api/v1/specs", spec(secret, "标准的板", "4")).statusCode(201);
        as(designer).get("/api/v1/specs/" + secret).body("name", equalTo("秘密的板"));
    }

    @Test
    void aSpecCanBeSentBackAsReadButNotWithAnotherOwner() {
        String read = designer.get().get("/api/v1/specs/" + secret).asString();
        as(designer)
                .put("/api/v1/specs/" + secret, "\"3\"", read)
                .statusCode(200)
                .body("revision", equalTo(1));
        as(stranger)
                .put("/api/v1/specs/" + secret, null, read)
                .statusCode(422)
                .body("errors.pointer", contains("/owner"))
                .body("errors.code", contains("OUT_OF_RANGE"));
    }

    @Test
    void aWorkbookOfTheOwnSpecsIsTakenAsUnchangedAndMakesThoseOfWhoSendsIt() throws IOException {
        byte[] own = export(designer, "");
        assertThat(codes(own)).contains(both, secret);
        as(designer)
                .upload("/api/v1/specs/import", "specs.xlsx", own)
                .statusCode(200)
                .body("created", equalTo(0))
                .body("updated", equalTo(0));
        byte[] file = WorkbookFile.of(
                new Object[] {"规格编号", "名称", "类别", "材料", "状态"}, new Object[] {secret, "别人的板", "SLAB", "CONCRETE", "发布"});
        as(stranger)
                .upload("/api/v1/specs/import", "specs.xlsx", file)
                .statusCode(200)
                .body(
                        equalTo(
                                "{\"created\":1,\"updated\":0,\"unchanged\":0,\"dryRun\":false,\"ignoredColumns\":[],\"warnings\":[],\"totalWarnings\":0}"));
        as(stranger)
                .upload("/api/v1/specs/import", "specs.xlsx", file)
                .statusCode(200)
                .body(
                        equalTo(
                                "{\"created\":0,\"updated\":0,\"unchanged\":1,\"dryRun\":false,\"ignoredColumns\":[],\"warnings\":[],\"totalWarnings\":0}"));
        as(stranger).get("/api/v1/specs/" + secret).body("owner", equalTo("OS-STRANGER"));
        as(designer)
                .get("/api/v1/specs/" + secret)
                .body("name", equalTo("秘密的板"))
                .body("revision", equalTo(1));
        assertThat(exported(operator, "")).contains(both).doesNotContain(secret);
    }

    @Test
    void aJobRegistersSpecsOfWhoAskedForIt() {
        String code = "OS-" + mark + "-JOB";
        byte[] file =
                WorkbookFile.of(new Object[] {"规格编号", "名称", "类别", "材料"}, new Object[] {code, "板", "SLAB", "CONCRETE"});
        String job = designer.get()
                .header("Prefer", "respond-async")
                .multiPart("file", "specs.xlsx", file)
                .post("/api/v1/specs/import")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        long end = System.nanoTime() + 30_000_000_000L;
        String state;
        do {
            state = designer.get().get(job).path("state");
        } while (List.of("QUEUED", "RUNNING").contains(state) && System.nanoTime() < end);
        assertThat(state).isEqualTo("DONE");
        as(designer).get("/api/v1/specs/" + code).statusCode(200).body("owner", equalTo("OS-DESIGNER"));
        as(operator).get("/api/v1/specs/" + code).statusCode(404);
    }

    @Test
    void aTokenOfOneProjectReadsWhatIsEverybodys() {
        designer.get()
                .contentType(ContentType.JSON)
                .body("{\"code\": \"OS-" + mark + "\", \"name\": \"n\", \"regionCode\": \"320115\"}")
                .post("/api/v1/projects")
                .then()
                .statusCode(201);
        String token = TestTokens.ofProject("cast-of-OS-DESIGNER", "OS-" + mark);
        Supplier<RequestSpecification> scanner = () -> given().noFilters().header("Authorization", "Bearer " + token);
        list(scanner, "").body("items.name", contains("标准的板"));
        as(scanner).get("/api/v1/specs/" + secret).statusCode(404);
        as(scanner).get("/api/v1/specs/" + secret + "?owner=OS-DESIGNER").statusCode(404);
    }

    @Test
    void noOrganisationIsCalledAsTheStandard() {
        given().contentType(ContentType.JSON)
                .body("{\"code\": \"STANDARD\", \"name\": \"n\", \"kind\": \"DESIGNER\"}")
                .post("/api/v1/organisations")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/code"));
    }

    private static String spec(String code, String name, String area) {
        return """
                {"code": "%s", "name": "%s", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": %s}}""".formatted(code, name, area);
    }

    private static String text(Supplier<RequestSpecification> as, String what, int status) {
        return as(as).get("/api/v1/specs/" + what).statusCode(status).extract().asString();
    }

    /** Of the specs of this test. */
    private ValidatableResponse list(Supplier<RequestSpecification> as, String more) {
        return as.get().get("/api/v1/specs?q=" + mark + more).then().statusCode(200);
    }

    private static byte[] export(Supplier<RequestSpecification> as, String more) {
        Response answer = as.get().get("/api/v1/specs/export" + more);
        answer.then().statusCode(200);
        return answer.asByteArray();
    }

    private static List<String> exported(Supplier<RequestSpecification> as, String more) throws IOException {
        return codes(export(as, more));
    }

    private static List<String> codes(byte[] file) throws IOException {
        List<String> codes = new ArrayList<>();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            for (Row row : workbook.getSheetAt(0)) {
                if (row.getRowNum() > 0) {
                    codes.add(row.getCell(0).getStringCellValue());
                }
            }
        }
        return codes;
    }
}
