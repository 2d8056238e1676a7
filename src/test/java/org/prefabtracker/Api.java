package org.prefabtracker;

import static org.hamcrest.Matchers.oneOf;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * The client of the REST API in tests: it sends JSON and returns the answer for assertions. A path that contains {@code %} is
 * encoded already and is sent unchanged.
 */
public final class Api {

    private final Supplier<RequestSpecification> requests;

    private Api(Supplier<RequestSpecification> requests) {
        this.requests = requests;
    }

    /** Calls as the operator, see {@link SignedIn}. */
    public static Api operator() {
        return new Api(RestAssured::given);
    }

    /** Calls as the user of a request; every call takes a new one. */
    public static Api as(Supplier<RequestSpecification> user) {
        return new Api(user);
    }

    public ValidatableResponse get(String path) {
        return to(path).get(path).then();
    }

    public ValidatableResponse post(String path, String body) {
        return json(path, body).post(path).then();
    }

    /** Posts what has to be taken: it is new (201), or known already or one of many (200). */
    public ValidatableResponse store(String path, String body) {
        return post(path, body).statusCode(oneOf(200, 201));
    }

    /** @param ifMatch the version to replace; null to send none */
    public ValidatableResponse put(String path, String ifMatch, String body) {
        return ifMatching(json(path, body), ifMatch).put(path).then();
    }

    /** Puts what has to be taken: it is new (201) or replaces a version (200). */
    public ValidatableResponse replace(String path, String ifMatch, String body) {
        return put(path, ifMatch, body).statusCode(oneOf(200, 201));
    }

    /** @param ifMatch the version to change; null to send none */
    public ValidatableResponse patch(String path, String ifMatch, String body) {
        return ifMatching(json(path, body), ifMatch).patch(path).then();
    }

    /** Changes the current version of a thing. */
    public ValidatableResponse patchCurrent(String path, String body) {
        return patch(path, get(path).extract().header("ETag"), body);
    }

    public ValidatableResponse delete(String path) {
        return to(path).delete(path).then();
    }

    /** Sends a text of YAML. */
    public ValidatableResponse postYaml(String path, String text) {
        return to(path).contentType("application/yaml")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then();
    }

    /** Sends a workbook. */
    public ValidatableResponse upload(String path, String fileName, byte[] file) {
        return to(path).multiPart("file", fileName, file).post(path).then();
    }

    private RequestSpecification json(String path, String body) {
        return to(path).contentType(ContentType.JSON).body(body);
    }

    private RequestSpecification to(String path) {
        RequestSpecification request = requests.get();
        return path.contains("%") ? request.urlEncodingEnabled(false) : request;
    }

    private static RequestSpecification ifMatching(RequestSpecification request, String ifMatch) {
        return ifMatch == null ? request : request.header("If-Match", ifMatch);
    }
}
