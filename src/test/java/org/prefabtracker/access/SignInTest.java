package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.TestDatabase;
import org.prefabtracker.shared.text.Sha256;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignInTest {

    private static int count;

    @Inject
    Jdbi jdbi;

    private String login;
    private String password;

    @BeforeEach
    void person() {
        Cast.of(jdbi);
        login = "sign-in-" + ++count;
        password = json(given())
                .body("""
                        {"login": "%s", "name": "Wu", "organisation": "CAST-DESIGNER", "roles": ["EDITOR"]}""".formatted(login))
                .post("/api/v1/people")
                .then()
                .statusCode(201)
                .extract()
                .path("password");
    }

    @Test
    void givesATokenForANameAndAPasswordWhichThenIsWhoOneIs() {
        String token = token(login, password);
        bearer(token)
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("login", equalTo(login))
                .body("organisation", equalTo("CAST-DESIGNER"))
                .body("kind", equalTo("DESIGNER"));
        bearer(token).get("/api/v1/tokens").then().body("items[0].token", nullValue());
        long kept = jdbi.withHandle(handle -> handle.select(
                        "select count(*) from token t where t::text like ?", "%" + token.substring(12) + "%")
                .mapTo(Long.class)
                .one());
        assertThat(kept).isZero();
    }

    @Test
    void takesAPasswordForATokenAndForNothingElse() {
        given().noFilters()
                .auth()
                .preemptive()
                .basic(login, password)
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void letsNobodyShutOutThemselves() {
        long person = jdbi.withHandle(handle -> Cast.person(
                handle,
                "admin-" + login,
                Cast.organisation(handle, "CAST-DESIGNER", OrganisationKind.DESIGNER),
                java.util.EnumSet.of(Role.ADMIN)));
        json(Cast.as(person))
                .header("If-Match", "\"1\"")
                .body("""
                        {"login": "admin-%s", "name": "Wu", "roles": ["ADMIN"], "active": false}""".formatted(login))
                .put("/api/v1/people/admin-" + login)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/roles"));
    }

    @Test
    void makesNobodyWhoBuildsTheOneWhoChecks() {
        json(Cast.of(jdbi).as(OrganisationKind.DESIGNER))
                .body("{\"kinds\": [\"DESIGNER\", \"REVIEWER\"]}")
                .put("/api/v1/projects/OWN/parties/CAST-DESIGNER")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/kinds"));
    }

    @Test
    void letsNobodyTakePartAsWhatItIsNot() {
        Cast cast = Cast.of(jdbi);
        for (String wrong : List.of(
                "CAST-REGULATOR DESIGNER 404",
                "operator DESIGNER 404",
                "CAST-SUPERVISOR SUPERVISOR,FACTORY 422",
                "CAST-SUPERVISOR DESIGNER 422",
                "CAST-FACTORY REVIEWER 422",
                "CAST-CONTRACTOR CONTRACTOR,OWNER 422")) {
            String[] words = wrong.split(" ");
            json(cast.as(OrganisationKind.OWNER))
                    .body("{\"kinds\": [\"" + words[1].replace(",", "\", \"") + "\"]}")
                    .put("/api/v1/projects/OWN/parties/" + words[0])
                    .then()
                    .statusCode(Integer.parseInt(words[2]));
        }
    }

    @Test
    void keepsAProjectItsOnlyOwnerUnlessTheOperatorSaysOtherwise() {
        Cast cast = Cast.of(jdbi);
        json(cast.as(OrganisationKind.OWNER))
                .delete("/api/v1/projects/OWN/parties/CAST-OWNER")
                .then()
                .statusCode(409);
    }

    @Test
    void refusesATokenThatNeverEnds() {
        String first = token(login, password);
        for (String never : List.of("9999-12-31T23:59:59-18:00", "+294277-01-01T00:00:00Z")) {
            json(bearer(first))
                    .body("{\"name\": \"t\", \"expiresAt\": \"" + never + "\"}")
                    .post("/api/v1/tokens")
                    .then()
                    .statusCode(422);
        }
        json(bearer(first))
                .body("{\"name\": \"t\", \"expiresAt\": \"2999-12-31T23:59:59+18:00\"}")
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .body("expiresAt", startsWith("2999-12-31T05:59:59"));
    }

    @Test
    void leavesItToTheOwnerWhoOwnsAProject() {
        Cast cast = Cast.of(jdbi);
        String parties = "/api/v1/projects/OWN/parties/";
        json(cast.as(OrganisationKind.DESIGNER))
                .delete(parties + "CAST-OWNER")
                .then()
                .statusCode(403);
        json(cast.as(OrganisationKind.DESIGNER))
                .body("{\"kinds\": [\"DESIGNER\"]}")
                .put(parties + "CAST-OWNER")
                .then()
                .statusCode(403);
        json(cast.as(OrganisationKind.DESIGNER))
                .body("{\"kinds\": [\"DESIGNER\", \"OWNER\"]}")
                .put(parties + "CAST-DESIGNER")
                .then()
                .statusCode(422);
        jdbi.useHandle(handle -> Cast.organisation(handle, "ANOTHER-OWNER", OrganisationKind.OWNER));
        json(cast.as(OrganisationKind.DESIGNER))
                .body("{\"kinds\": [\"OWNER\"]}")
                .put(parties + "ANOTHER-OWNER")
                .then()
                .statusCode(403);
        json(cast.as(OrganisationKind.OWNER))
                .body("{\"kinds\": [\"OWNER\", \"CONTRACTOR\"]}")
                .put(parties + "CAST-OWNER")
                .then()
                .statusCode(200);
        json(cast.as(OrganisationKind.OWNER))
                .body("{\"kinds\": [\"OWNER\"]}")
                .put(parties + "CAST-OWNER")
                .then()
                .statusCode(200);
    }

    @Test
    void takesANameHoweverItIsTyped() {
        assertThat(token(" " + login.toUpperCase() + " ", password)).startsWith("pft_");
    }

    @Test
    void answersAWrongPasswordAndANameNobodyHasAlike() {
        Response wrong = signIn(login, "not the password");
        Response nobody = signIn("nobody-of-this-name", "not the password");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(nobody.asString()).isEqualTo(wrong.asString());
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(wrong.contentType()).startsWith("application/problem+json");
    }

    @Test
    void looksAtNoFurtherPasswordForAWhileAfterFiveWrongOnesButNotForever() {
        for (String name : new String[] {login, "nobody-" + login}) {
            for (int i = 0; i < PasswordAuthenticator.FREE; i++) {
                assertThat(signIn(name, "wrong").statusCode()).as(name).isEqualTo(401);
            }
            Response delayed = signIn(name, name.equals(login) ? password : "wrong");
            assertThat(delayed.statusCode()).as(name).isEqualTo(429);
            assertThat(Integer.parseInt(delayed.header("Retry-After"))).isBetween(1, 2);
        }
        jdbi.useHandle(handle -> handle.execute(
                "update sign_in_failure set last_at = last_at - interval '1 hour' where login_sha256 = ?",
                Sha256.hex(login)));
        assertThat(signIn(login, password).statusCode()).isEqualTo(201);
    }

    @Test
    void looksAtNoMorePasswordsAtOnceThanOneAfterTheOther() throws Exception {
        ExecutorService guessers = Executors.newFixedThreadPool(20);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(guessers.submit(() -> signIn(login, "wrong").statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(401, 429);
            // the machine may be so slow that a delay of a second is over meanwhile
            assertThat(statuses.stream().filter(status -> status == 401).count())
                    .isBetween((long) PasswordAuthenticator.FREE, PasswordAuthenticator.FREE + 3L);
        } finally {
            guessers.shutdown();
        }
    }

    @Test
    void knowsNobodyByANameThatCannotBeStored() {
        assertThat(signIn("a\u0000b", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void neverSaysAPasswordAgain() {
        String answer = json(bearer(token(login, password)))
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
    void aTokenOfOneProjectIsGoodForNothingBesides() {
        String all = token(login, password);
        String ofOne = json(bearer(all))
                .body("""
                        {"name": "of one", "project": "OWN"}""")
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        bearer(ofOne).get("/api/v1/projects/OWN/buildings").then().statusCode(200);
        bearer(ofOne).get("/api/v1/specs?limit=1").then().statusCode(200);
        json(bearer(ofOne)).body("""
                        {"code": "OF-ONE", "name": "n", "regionCode": "320102"}""").post("/api/v1/projects").then().statusCode(403);
    }

    @Test
    void refusesARegulatorOfNoRegionThereIs() {
        json(given())
                .body("""
                        {"code": "NO-REGION", "name": "n", "kind": "REGULATOR", "regionCode": "99"}""")
                .post("/api/v1/organisations")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/regionCode"));
        json(given()).body("""
                        {"code": "NATION", "name": "n", "kind": "REGULATOR", "regionCode": "CN"}""").post("/api/v1/organisations").then().statusCode(201);
    }

    @Test
    void refusesATokenThatWasRevokedOrIsOverOrNeverWas() {
        String first = token(login, password);
        bearer(first).delete("/api/v1/tokens/" + first.substring(0, 12)).then().statusCode(204);
        bearer(first).get("/api/v1/me").then().statusCode(401);

        String second = token(login, password);
        jdbi.useHandle(handle -> handle.execute(
                "insert into token (id, person_id, name, prefix, sha256, created_at, expires_at) select nextval('token_seq'), id, 'x', ?, ?, now(), now() from person where login = ?",
                "pft_over" + count,
                Sha256.hex("pft_over" + login),
                login));
        bearer("pft_over" + login).get("/api/v1/me").then().statusCode(401);
        bearer(second.substring(0, second.length() - 1) + (second.endsWith("A") ? "B" : "A"))
                .get("/api/v1/me")
                .then()
                .statusCode(401);
        given().noFilters()
                .header("Authorization", "Digest x")
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void givesATokenNoMoreThanItWasMadeWith() {
        String all = token(login, password);
        String limited = json(bearer(all))
                .body("""
                        {"name": "scanner", "rights": ["SIGNED_IN", "READ_BILL"], "project": "OWN"}""")
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        bearer(limited).get("/api/v1/projects/OWN").then().statusCode(200);
        bearer(limited).get("/api/v1/projects/OWN/buildings").then().statusCode(403);
        json(bearer(limited))
                .body("""
                        {"name": "more", "rights": ["EDIT_BILL"]}""")
                .post("/api/v1/tokens")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/rights"));
        String made = json(bearer(all))
                .body("""
                        {"code": "TOKEN-%d", "name": "another of mine", "regionCode": "320102"}""".formatted(count))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("code");
        bearer(all).get("/api/v1/projects/" + made).then().statusCode(200);
        bearer(limited).get("/api/v1/projects/" + made).then().statusCode(404);
        bearer(limited).get("/api/v1/projects").then().body("items.code", equalTo(List.of("OWN")));
    }

    @Test
    void changesAPasswordAndRevokesAllTokensWithIt() {
        String token = token(login, password);
        json(bearer(token))
                .body(Map.of("current", "wrong wrong wrong", "next", "four words of mine"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/current"));
        json(bearer(token))
                .body(Map.of("current", password, "next", "password1234"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/next"));
        json(bearer(token))
                .body(Map.of("current", password, "next", "four words of mine"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(204);
        bearer(token).get("/api/v1/me").then().statusCode(401);
        assertThat(signIn(login, password).statusCode()).isEqualTo(401);
        assertThat(signIn(login, "four words of mine").statusCode()).isEqualTo(201);
    }

    @Test
    void refusesAPasswordThatOnesNamesGiveAway() {
        json(bearer(token(login, password)))
                .body(Map.of("current", password, "next", login + "-cast-designer"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/next"))
                .body("errors[0].message", equalTo("is easily guessed"));
    }

    @Test
    void anAdministratorGivesAPersonAnotherPasswordAndTheOneBeforeOpensNothing() {
        String token = token(login, password);
        Page page = Page.of(login, password);
        for (int i = 0; i < PasswordAuthenticator.FREE; i++) {
            signIn(login, "forgotten");
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
        assertThat(signIn(login, given).statusCode()).isEqualTo(201);
        assertThat(signIn(login, password).statusCode()).isEqualTo(401);
        assertThat(given().get("/api/v1/audit?limit=1&q=/people/" + login + "/password")
                        .asString())
                .contains("\"path\":\"/password\",\"value\":\"***\"")
                .doesNotContain(given);
    }

    @Test
    void nobodyGivesAPasswordToSomebodyOfAnotherOrganisationOrToThemselves() {
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
    void shutsAPersonOutAtOnce() {
        String token = token(login, password);
        json(given())
                .header("If-Match", "\"1\"")
                .body("""
                        {"login": "%s", "name": "Wu", "roles": ["EDITOR"], "active": false}""".formatted(login))
                .put("/api/v1/people/" + login)
                .then()
                .statusCode(200);
        bearer(token).get("/api/v1/me").then().statusCode(401);
        assertThat(signIn(login, password).statusCode()).isEqualTo(401);
    }

    @Test
    void oneOfTwoWhoEditAPersonAtTheSameTimeIsTold() {
        String body = """
                {"login": "%s", "name": "Wu Min", "roles": ["EDITOR"]}""".formatted(login);
        json(given())
                .header("If-Match", "\"1\"")
                .body(body)
                .put("/api/v1/people/" + login)
                .then()
                .statusCode(200);
        json(given())
                .header("If-Match", "\"1\"")
                .body(body)
                .put("/api/v1/people/" + login)
                .then()
                .statusCode(412);
    }

    @Test
    void anAdministratorSeesToThePeopleOfTheOwnOrganisationOnly() {
        RequestSpecification factory = Cast.of(jdbi).as(OrganisationKind.FACTORY);
        factory.get("/api/v1/people/" + login).then().statusCode(404);
        json(Cast.of(jdbi).as(OrganisationKind.FACTORY))
                .body("""
                        {"login": "x-%s", "name": "X", "organisation": "CAST-DESIGNER", "roles": ["EDITOR"]}""".formatted(login))
                .post("/api/v1/people")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/organisation"));
    }

    private String token(String name, String secret) {
        return signIn(name, secret).then().statusCode(201).extract().path("token");
    }

    private static Response signIn(String name, String secret) {
        return json(given().noFilters().auth().preemptive().basic(name, secret))
                .body("{\"name\": \"test\"}")
                .post("/api/v1/tokens");
    }

    private static RequestSpecification bearer(String token) {
        return given().noFilters().header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification json(RequestSpecification request) {
        return request.contentType("application/json");
    }
}
