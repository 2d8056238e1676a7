package org.prefabtracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;

/** No request grows without bounds, in whatever part of it. */
@DatabaseTest
class RequestLimitsTest {

    @TestHTTPResource("/")
    URI root;

    @Test
    void refuseAnAddressThatIsTooLong() {
        given().get("/api/v1/specs?q=" + "a".repeat(8_000))
                .then()
                .statusCode(414)
                .contentType("application/problem+json")
                .body(
                        equalTo(
                                "{\"type\":\"about:blank\",\"title\":\"Address too long\",\"status\":414,"
                                        + "\"detail\":\"An address may have at most 8000 characters\",\"instance\":\"/api/v1/specs\"}"));
    }

    @Test
    void refuseHeadersThatAreTooLargeTogether() {
        given().header("X-One", "a".repeat(8_000))
                .header("X-Other", "a".repeat(8_000))
                .get("/api/v1/specs")
                .then()
                .statusCode(431)
                .contentType("application/problem+json")
                .body(
                        equalTo(
                                "{\"type\":\"about:blank\",\"title\":\"Headers too large\",\"status\":431,"
                                        + "\"detail\":\"Headers may have at most 16000 characters together\",\"instance\":\"/api/v1/specs\"}"));
    }

    @Test
    void areTheSameOverHttp2() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        // the first request asks for HTTP/2, those after it come by it
        assertThat(send(http, "/q/openapi").version()).isEqualTo(HttpClient.Version.HTTP_2);
        HttpResponse<String> address = send(http, "/api/v1/specs?q=" + "a".repeat(8_000));
        HttpResponse<String> headers =
                send(http, "/api/v1/specs", "X-One", "a".repeat(8_000), "X-Other", "a".repeat(8_000));
        assertThat(List.of(address.version(), headers.version())).containsOnly(HttpClient.Version.HTTP_2);
        assertThat(address.headers().firstValue("Connection")).isEmpty();
        assertThat(address.statusCode()).isEqualTo(414);
        assertThat(address.body()).contains("\"title\":\"Address too long\"");
        assertThat(headers.statusCode()).isEqualTo(431);
        assertThat(headers.body()).contains("\"title\":\"Headers too large\"");
    }

    private HttpResponse<String> send(HttpClient http, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void refuseABodyByItsAnnouncedLengthBeforeItIsSent() throws IOException {
        assertThat(answer("POST /api/v1/specs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 115343361\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                .endsWith(
                        "{\"type\":\"about:blank\",\"title\":\"Too large\",\"status\":413,"
                                + "\"detail\":\"The body of this request may have at most 65536 bytes (64 kB)\",\"instance\":\"/api/v1/specs\"}");
    }

    @Test
    void refuseAFormWhosePartsAreTooLargeOrTooMany() {
        given().multiPart("note", "a".repeat(1_100_000))
                .post("/api/v1/specs/import")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        RequestSpecification parts = given();
        for (int i = 0; i < 1_001; i++) {
            parts.multiPart("part" + i, "x");
        }
        parts.post("/api/v1/specs/import").then().statusCode(413).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--xx\r\nno header\r\n\r\nx\r\n--xx--\r\n",
                "--xx\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nnot ended",
                "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename*=none''%zz\r\n\r\nx\r\n--xx--\r\n",
            })
    void refuseAFormThatIsBroken(String form) {
        given().contentType("multipart/form-data; boundary=xx")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/specs/import")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        equalTo(
                                "{\"type\":\"about:blank\",\"status\":400,\"title\":\"Not readable\","
                                        + "\"detail\":\"The form is not readable as multipart/form-data\",\"instance\":\"/api/v1/specs/import\"}"));
    }

    @Test
    void endTheServersOwnReadingOfALineOrOfHeadersWithNothingInTheAnswer() throws IOException {
        assertThat(answer("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isEqualTo("HTTP/1.0 414 Request-URI Too Long\r\ncontent-length: 0\r\n\r\n");
        assertThat(answer("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(70_000) + "\r\n\r\n"))
                .isEqualTo("HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n\r\n");
    }

    @Test
    void refuseWhatIsNoRequest() throws IOException {
        assertThat(answer("GET api/v1/specs HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isEqualTo("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
        assertThat(
                        answer(
                                "POST /api/v1/specs HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(answer("POST /api/v1/specs HTTP/1.1\r\nHost: x\r\nContent-Length: none\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    /** What the server answers until it closes. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
