package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

@DatabaseTest
class ApplicationTest {

    @Test
    void isHealthyOnAnEmptyDatabase() {
        given().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        given().get("/api/v1/nonsense")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @Test
    void answersAWrongMethodOrMediaTypeWithoutNamingItsInnards() {
        given().delete("/api/v1/projects")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"))
                .body("detail", equalTo("DELETE is not possible here; possible are GET, HEAD, OPTIONS, POST"));
        given().contentType("text/plain")
                .body("x")
                .post("/api/v1/projects")
                .then()
                .statusCode(415)
                .body("detail", equalTo("Send the body as application/json and say so in Content-Type"));
    }

    @Test
    void refusesAddressesWithControlCharacters() {
        for (String path :
                new String[] {"/api/v1/projects/%00", "/api/v1/specs/%00", "/api/v1/projects/%00/components/%01/events"
                }) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(404).contentType("application/problem+json");
        }
        given().urlEncodingEnabled(false)
                .get("/api/v1/specs?q=%00")
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("q"));
    }
}
