package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.prefabtracker.DatabaseTest;

/** When a session ends or gets another id. The database has the clock, so the test moves stored times into the past. */
@DatabaseTest
class SessionLifetimeTest {

    private static final String DETAILS =
            "\"name\": \"Wu\", \"organisation\": \"CAST-DESIGNER\", \"roles\": [\"ADMIN\", \"EDITOR\"]";
    private static int count;

    @Inject
    Jdbi jdbi;

    private String login;
    private String password;

    @BeforeEach
    void person() {
        Cast.of(jdbi);
        login = "lifetime-" + ++count;
        password = Cast.newPerson(login, DETAILS);
    }

    @Test
    void endsWithTheSignOut() {
        Page page = Page.of(login, password);
        page.browser().delete("/api/v1/session").then().statusCode(403);
        Response out = page.script().delete("/api/v1/session");
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).matches(Page.COOKIE + "=; Max-Age=0; .*Path=/; HTTPOnly; SameSite=Lax");
        assertThat(page.who()).isNull();
        page.script().delete("/api/v1/session").then().statusCode(401);
    }

    @Test
    void endsWithTheDeactivationOfThePerson() {
        Page page = Page.of(login, password);
        setActive(false, 1);
        assertThat(page.who()).isNull();
        setActive(true, 2);
        assertThat(page.who()).isNull();
    }

    private void setActive(boolean active, int version) {
        json(given())
                .header("If-Match", "\"" + version + "\"")
                .body("""
                        {"login": "%s", "name": "Wu", "roles": ["EDITOR"], "active": %s}""".formatted(login, active))
                .put("/api/v1/people/" + login)
                .then()
                .statusCode(200);
    }

    @Test
    void expiresAfterHalfAnHourWithoutUse() {
        Page page = Page.of(login, password);
        past("seen_at", "29 minutes");
        assertThat(page.who()).isEqualTo(login);
        past("seen_at", "29 minutes");
        assertThat(page.who()).isEqualTo(login);
        past("seen_at", "30 minutes");
        assertThat(page.who()).isNull();
    }

    @Test
    void expiresAfterTwelveHours() {
        Page page = Page.of(login, password);
        past("expires_at", "11 hours 59 minutes");
        assertThat(page.who()).isEqualTo(login);
        past("expires_at", "1 minute");
        assertThat(page.who()).isNull();
        Page.of(login, password);
        assertThat(rows("select count(*) from session s join person p on p.id = s.person_id where p.login = ?", login))
                .as("what is over is forgotten")
                .isEqualTo(1);
    }

    @Test
    void renewsItsIdAfterAQuarterOfAnHour() {
        Page before = Page.of(login, password);
        past("renewed_at", "14 minutes");
        assertThat(before.browser().get("/api/v1/me").header("Set-Cookie")).isNull();
        past("renewed_at", "1 minute");
        Response answer = before.browser().get("/api/v1/me");
        Page after = new Page(answer.cookie(Page.COOKIE), before.csrf());
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.cookie()).endsWith("." + before.csrf());
        assertThat(answer.header("Set-Cookie")).endsWith("; Path=/; HTTPOnly; SameSite=Lax");

        Response overlap = before.browser().get("/api/v1/me");
        assertThat(overlap.statusCode()).isEqualTo(200);
        assertThat(overlap.header("Set-Cookie")).isNull();
        after.script()
                .body(Map.of("name", "x", "password", password))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201);
        past("renewed_at", "1 minute");
        assertThat(before.who()).isNull();
        assertThat(after.who()).isEqualTo(login);

        past("renewed_at", "15 minutes");
        Page third = new Page(after.browser().get("/api/v1/me").cookie(Page.COOKIE), before.csrf());
        assertThat(before.who()).isNull();
        assertThat(after.who()).isEqualTo(login);
        third.script().delete("/api/v1/session").then().statusCode(204);
        assertThat(after.who()).isNull();
        assertThat(third.who()).isNull();
    }

    @Test
    void renewsItsIdOnceForConcurrentRequests() throws Exception {
        Page page = Page.of(login, password);
        past("renewed_at", "15 minutes");
        ExecutorService browser = Executors.newFixedThreadPool(8);
        try {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                answers.add(browser.submit(() -> page.browser().get("/api/v1/me")));
            }
            List<String> ids = new ArrayList<>();
            for (Future<Response> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                if (answer.get().cookie(Page.COOKIE) != null) {
                    ids.add(answer.get().cookie(Page.COOKIE));
                }
            }
            assertThat(ids).hasSize(1);
            assertThat(new Page(ids.get(0), "").who()).isEqualTo(login);
        } finally {
            browser.shutdown();
        }
    }

    @Test
    void continuesAfterAPasswordChangeWhileAllOthersEnd() {
        Page changing = Page.of(login, password);
        Page other = Page.of(login, password);
        String token = other.script()
                .body(Map.of("name", "x", "password", password))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        Response changed = changing.script()
                .body(Map.of("current", password, "next", "four words of mine"))
                .put("/api/v1/me/password");
        assertThat(changed.statusCode()).isEqualTo(204);
        Page after = new Page(changed.cookie(Page.COOKIE), changing.csrf());
        assertThat(after.who()).isEqualTo(login);
        after.script()
                .body(Map.of("name", "y", "password", "four words of mine"))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201);
        assertThat(changing.who()).isNull();
        assertThat(other.who()).isNull();
        given().noFilters()
                .header("Authorization", "Bearer " + token)
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    private int rows(String count, Object of) {
        return jdbi.withHandle(
                handle -> handle.select(count, of).mapTo(Integer.class).one());
    }

    /** Lets time pass for what a column of the person's sessions tells. */
    private void past(String column, String interval) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update session set " + column + " = " + column
                                + " - cast(:interval as interval) where person_id = (select id from person where login = :login)")
                .bind("interval", interval)
                .bind("login", login)
                .execute());
    }

    private static RequestSpecification json(RequestSpecification request) {
        return request.contentType("application/json");
    }
}
