package org.prefabtracker.access;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A page with a session: the cookie of its browser and the CSRF token of its script. */
public record Page(String cookie, String csrf) {

    public static final String COOKIE = "prefab-session";

    public static Page of(String login, String password) {
        return of(signIn(given(), login, password)
                .then()
                .statusCode(201)
                .extract()
                .response());
    }

    static Page of(Response answer) {
        return new Page(answer.cookie(COOKIE), answer.path("csrfToken"));
    }

    static Response signIn(RequestSpecification by, String login, String password) {
        return by.noFilters()
                .contentType("application/json")
                .body(Map.of("login", login, "password", password))
                .post("/api/v1/session");
    }

    /** A request as the browser sends it for a link. */
    public RequestSpecification browser() {
        return given().noFilters().header("Cookie", COOKIE + "=" + cookie);
    }

    /** A request as the script of the page sends it. */
    public RequestSpecification script() {
        return browser().header(Session.CSRF_HEADER, csrf).contentType("application/json");
    }

    /** Host and port of the application under test, as in a Host header. */
    public static String host() {
        return URI.create(RestAssured.baseURI).getHost() + ":" + RestAssured.port;
    }

    String id() {
        return List.of(cookie.split("\\.")).get(0);
    }

    /** The login of the session; null where the server refuses it. */
    String who() {
        Response answer = browser().get("/api/v1/me");
        return answer.statusCode() == 401
                ? null
                : answer.then().statusCode(200).extract().path("login");
    }
}
