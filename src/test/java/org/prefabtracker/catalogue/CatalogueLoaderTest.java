package org.prefabtracker.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.persistence.UpsertResult;

@DatabaseTest
class CatalogueLoaderTest {

    private static final String HEADER =
            "code,name,category,material,standard,edition,basis,massKg,dataBasis,dataNote\n";

    @Inject
    CatalogueLoader loader;

    @Test
    void findsTheStandardSpecsByPartOfACodeAndByEitherName() {
        given().get("/api/v1/specs/{code}", "DBS1-67-3620-31")
                .then()
                .statusCode(200)
                .body("quantities.planAreaM2", equalTo(6.0192f))
                .body("standard", equalTo("15G366-1"))
                .body("edition", equalTo("2015"))
                .body("dataBasis", equalTo("COMPUTED"))
                .body("status", equalTo("RELEASED"));
        given().queryParam("q", "hw200*200").get("/api/v1/specs").then().body("items.code", hasItem("HW200x200x8x12"));
        given().queryParam("q", "桁架钢筋混凝土叠合板")
                .queryParam("limit", "1000")
                .get("/api/v1/specs")
                .then()
                .body("items", hasSize(280));
        given().queryParam("q", "scissor stair").get("/api/v1/specs").then().body("items.code", hasItem("JT-28-25"));
        given().queryParam("standard", "GB/T 11263").get("/api/v1/specs").then().body("items", hasSize(38));
    }

    @Test
    void changesNothingWhenItStartsAgain() {
        loader.start(new StartupEvent());
        given().get("/api/v1/specs/{code}/revisions", "DBS1-67-3620-31").then().body("items.revision", contains(1));
    }

    @Test
    void takesOverWhatANewIssueOfAFileAddsOrChanges() {
        String one = HEADER + "CL-1,one,SLAB,CONCRETE,S 1,2020,PIECE,10,COMPUTED,as stated\n";
        assertThat(load("cl.csv", 1, one)).isEqualTo(new UpsertResult(1, 0, 0));
        assertThat(load("cl.csv", 1, one)).isEqualTo(new UpsertResult(0, 0, 0));
        String two = one + "CL-2,two,SLAB,CONCRETE,S 1,2020,PIECE,20,COMPUTED,as stated\n";
        assertThat(load("cl.csv", 2, two)).isEqualTo(new UpsertResult(1, 0, 0));
        assertThat(load("cl.csv", 3, two)).isEqualTo(new UpsertResult(0, 0, 0));
        assertThat(load("cl.csv", 4, two.replace(",10,", ",10.5,"))).isEqualTo(new UpsertResult(0, 1, 0));
        given().get("/api/v1/specs/CL-1/revisions").then().body("items.revision", contains(1, 2));
        given().get("/api/v1/specs/CL-2/revisions").then().body("items.revision", contains(1));
    }

    @Test
    void staysWithTheNewestIssueAndWhatPeopleMadeOfItWhenOlderVersionsStartInTurn() {
        String old = HEADER + "CL-4,four,SLAB,CONCRETE,S 1,2020,PIECE,10,COMPUTED,as stated\n";
        String newer = old.replace(",10,", ",10.5,");
        load("cl4.csv", 1, old);
        load("cl4.csv", 2, newer);
        edit("CL-4", 11);
        assertThat(load("cl4.csv", 1, old)).isEqualTo(new UpsertResult(0, 0, 0));
        assertThat(load("cl4.csv", 2, newer)).isEqualTo(new UpsertResult(0, 0, 0));
        given().get("/api/v1/specs/CL-4/revisions")
                .then()
                .body("items.revision", contains(1, 2, 3))
                .body("items.quantities.massKg", contains(10, 10.5f, 11));
    }

    @Test
    void leavesAloneWhatPeopleMadeOfARowThatTheFileDidNotChange() {
        String one = HEADER + "CL-7,one,SLAB,CONCRETE,S 1,2020,PIECE,10,COMPUTED,as stated\n";
        load("cl7.csv", 1, one);
        edit("CL-7", 11);
        load("cl7.csv", 2, one + "CL-8,eight,SLAB,CONCRETE,S 1,2020,PIECE,10,COMPUTED,as stated\n");
        given().get("/api/v1/specs/CL-7").then().body("name", equalTo("ours")).body("revision", equalTo(2));
        given().get("/api/v1/specs/CL-8").then().body("name", equalTo("eight"));
    }

    @Test
    void namesFileRowAndColumnOfEverythingWrongAndLoadsNothing() {
        String good = HEADER + "CLX-0,zero,SLAB,CONCRETE,S 1,2020,PIECE,10,COMPUTED,as stated\n";
        String bad = HEADER
                + "CLX-1,one,SLAB,CONCRETE,S 1,2020,PIECE,10,COMPUTED,as stated\n"
                + "CLX-2,two,SLAP,CONCRETE,S 1,,PIECE,heavy,COMPUTED,as stated\n"
                + "CLX-3,three,SLAP,CONCRETE,S 1,2020,PIECE,10,COMPUTED,as stated\n"
                + "CLX-4,four,SLAB,CONCRETE,S 1,2020,PIECE,-1,COMPUTED,as stated\n"
                + "CLX-1,again,SLAB,CONCRETE,S 1,2020,PIECE,10,COMPUTED,as stated\n";
        assertThatThrownBy(() -> loader.load(List.of(issue("a.csv", 1, good), issue("b.csv", 1, bad))))
                .hasMessageContaining("b.csv, row 3, column edition: required for a standard spec")
                .hasMessageContaining("b.csv, row 3, column massKg (heavy): expected a number")
                .hasMessageContaining("b.csv, row 4, column category (SLAP)")
                .hasMessageContaining("b.csv, row 5, column massKg (-1)")
                .hasMessageContaining("b.csv, row 6, column code (CLX-1): an earlier row has this code");
        given().queryParam("q", "CLX-").get("/api/v1/specs").then().body("items", hasSize(0));
    }

    private UpsertResult load(String name, int number, String text) {
        return loader.load(List.of(issue(name, number, text)));
    }

    private static CatalogueLoader.Issue issue(String name, int number, String text) {
        return new CatalogueLoader.Issue(name, number, () -> text);
    }

    private static void edit(String code, int massKg) {
        given().contentType("application/json")
                .header("If-Match", given().get("/api/v1/specs/" + code).header("ETag"))
                .body("""
                        {"code": "%s", "name": "ours", "category": "SLAB", "material": "CONCRETE", "quantities": {"massKg": %d}}""".formatted(code, massKg))
                .put("/api/v1/specs/" + code)
                .then()
                .statusCode(200);
    }
}
