package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.prefabtracker.access.TestTokens.bearer;
import static org.prefabtracker.access.TestTokens.json;
import static org.prefabtracker.access.TestTokens.request;
import static org.prefabtracker.access.TestTokens.token;

import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** People of an organisation and their passwords. */
@DatabaseTest
class PersonResourceTest {

    private static int count;

    @Inject
    Jdbi jdbi;

    private String login;
    private String password;

    @BeforeEach
    void person() {
        Cast.of(jdbi);
        login = "person-" + ++count;
        password =
                Cast.newPerson(login, "\"name\": \"Wu\", \"organisation\": \"CAST-DESIGNER\", \"roles\": [\"EDITOR\"]");
    }

    @Test
    void refusesToDeactivateTheCurrentUser() {
        long person = jdbi.withHandle(handle -> Cast.person(
                handle,
                "admin-" + login,
                Cast.organisation(handle, "CAST-DESIGNER", OrganisationKind.DESIGNER),
                java.util.EnumSet.of(Role.ADMIN)));
        Cast.as(person)
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body("""
                        {"login": "admin-%s", "name": "Wu", "roles": ["ADMIN"], "active": false}""".formatted(login))
                .put("/api/v1/people/admin-" + login)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/roles"));
    }

    @Test
    void neverReturnsAPasswordThatWasSent() {
        String answer = json(token(login, password))
                .body(Map.of("current", "my old secret", "next", "tooshort"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/current", "/next")))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("secret").doesNotContain("tooshort");
    }

    @Test
    void changingAPasswordRevokesAllTokens() {
        String token = token(login, password);
        json(token)
                .body(Map.of("current", "wrong wrong wrong", "next", "four words of mine"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/current"));
        json(token)
                .body(Map.of("current", password, "next", "password1234"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/next"));
        json(token)
                .body(Map.of("current", password, "next", "four words of mine"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(204);
        bearer(token).get("/api/v1/me").then().statusCode(401);
        assertThat(request(login, password).statusCode()).isEqualTo(401);
        assertThat(request(login, "four words of mine").statusCode()).isEqualTo(201);
    }

    @Test
    void refusesAPasswordMadeOfTheUsersNames() {
        json(token(login, password))
                .body(Map.of("current", password, "next", login + "-cast-designer"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/next"))
                .body("errors[0].message", equalTo("is easily guessed"));
    }

    @Test
    void anAdministratorResetsAPassword() {
        String token = token(login, password);
        Page page = Page.of(login, password);
        for (int i = 0; i < SignInFailureStore.FREE; i++) {
            request(login, "forgotten");
        }
        String given = Cast.of(jdbi)
                .as(OrganisationKind.DESIGNER)
                .post("/api/v1/people/" + login + "/password")
                .then()
                .statusCode(200)
                .body("login", equalTo(login))
                .extract()
                .path("password");
        assertThat(given).hasSize(20).isNotEqualTo(password);
        bearer(token).get("/api/v1/me").then().statusCode(401);
        assertThat(page.who()).isNull();
        assertThat(request(login, given).statusCode()).isEqualTo(201);
        assertThat(request(login, password).statusCode()).isEqualTo(401);
        assertThat(given().get("/api/v1/audit?limit=1&q=/people/" + login + "/password")
                        .asString())
                .contains("\"path\":\"/password\",\"value\":\"***\"")
                .doesNotContain(given);
    }

    @Test
    void refusesToResetAPasswordOfAnotherOrganisationOrOfTheCaller() {
        Cast cast = Cast.of(jdbi);
        cast.as(OrganisationKind.FACTORY)
                .post("/api/v1/people/" + login + "/password")
                .then()
                .statusCode(404);
        cast.asViewer().post("/api/v1/people/" + login + "/password").then().statusCode(403);
        given().post("/api/v1/people/operator/password").then().statusCode(403);
        given().post("/api/v1/people/" + login + "/password").then().statusCode(200);
    }

    @Test
    void deactivatingAPersonTakesEffectAtOnce() {
        String token = token(login, password);
        given().contentType("application/json")
                .header("If-Match", "\"1\"")
                .body("""
                        {"login": "%s", "name": "Wu", "roles": ["EDITOR"], "active": false}""".formatted(login))
                .put("/api/v1/people/" + login)
                .then()
                .statusCode(200);
        bearer(token).get("/api/v1/me").then().statusCode(401);
        assertThat(request(login, password).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAnEditOfAnOutdatedVersion() {
        String body = """
                {"login": "%s", "name": "Wu Min", "roles": ["EDITOR"]}""".formatted(login);
        given().contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(body)
                .put("/api/v1/people/" + login)
                .then()
                .statusCode(200);
        given().contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(body)
                .put("/api/v1/people/" + login)
                .then()
                .statusCode(412);
    }

    @Test
    void anAdministratorManagesOnlyPeopleOfTheirOrganisation() {
        RequestSpecification factory = Cast.of(jdbi).as(OrganisationKind.FACTORY);
        factory.get("/api/v1/people/" + login).then().statusCode(404);
        factory.contentType("application/json")
                .body("""
                        {"login": "x-%s", "name": "X", "organisation": "CAST-DESIGNER", "roles": ["EDITOR"]}""".formatted(login))
                .post("/api/v1/people")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/organisation"));
    }
}
