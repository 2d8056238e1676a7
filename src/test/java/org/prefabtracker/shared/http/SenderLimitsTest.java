package org.prefabtracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.RawConnection;

/** What one sender may hold open and for which hosts it may ask, with the settings of {@link RateLimitTest}. */
@DatabaseTest
@TestProfile(RateLimitTest.BehindAProxy.class)
class SenderLimitsTest {

    @TestHTTPResource("/")
    URI root;

    @Inject
    ConnectionLimit connections;

    @Test
    void anAddressHoldsSoManyConnectionsAndOthersAreServed() throws Exception {
        List<RawConnection> halves = new ArrayList<>();
        try {
            for (int i = 0; i < RateLimitTest.CONNECTIONS; i++) {
                halves.add(half(new RawConnection(root, "127.0.0.8"), ""));
            }
            await();
            try (RawConnection further = half(new RawConnection(root, "127.0.0.8"), "")) {
                assertThat(further.answer()).startsWith("429 {").contains("connections");
            }
            try (RawConnection other = new RawConnection(root, "127.0.0.7")) {
                assertThat(other.send("GET /api/v1/rule-sets HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .answer())
                        .startsWith("200 ");
            }
        } finally {
            for (RawConnection half : halves) {
                half.close();
            }
        }
        for (int i = 0; i < 100 && connections.addresses() > 1; i++) {
            Thread.sleep(20);
        }
        try (RawConnection again = new RawConnection(root, "127.0.0.8")) {
            assertThat(again.send("GET /api/v1/rule-sets HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .answer())
                    .startsWith("200 ");
        }
    }

    @Test
    void behindAProxyTheRequestsOfAnAddressAreCounted() throws Exception {
        List<RawConnection> halves = new ArrayList<>();
        String address = "X-Forwarded-For: 192.0.2.88\r\n";
        try {
            for (int i = 0; i < RateLimitTest.CONNECTIONS; i++) {
                halves.add(half(new RawConnection(root), address));
            }
            await();
            try (RawConnection further = half(new RawConnection(root), address)) {
                assertThat(further.answer()).startsWith("429 {");
            }
            try (RawConnection other = half(new RawConnection(root), "X-Forwarded-For: 192.0.2.89\r\n")) {
                other.send("\"login\": 1}");
                assertThat(other.answer()).startsWith("422 ");
            }
        } finally {
            for (RawConnection half : halves) {
                half.close();
            }
        }
    }

    /** The requests are under way when the server has read their heads. */
    private static void await() throws InterruptedException {
        Thread.sleep(300);
    }

    private static RawConnection half(RawConnection connection, String header) throws IOException {
        return connection.send("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + header + "Content-Length: 12\r\n\r\n{");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, /api/v1/rule-sets, 200",
        "LOCALHOST:8080, /api/v1/rule-sets, 200",
        "listed.example, /api/v1/rule-sets, 200",
        "listed.example:9999, /api/v1/rule-sets, 200",
        "port.example:8443, /api/v1/rule-sets, 200",
        "port.example:8444, /api/v1/rule-sets, 421",
        "port.example, /api/v1/rule-sets, 421",
        "evil.example, /api/v1/rule-sets, 421",
        "listed.example.evil.example, /api/v1/rule-sets, 421",
        "evil.example, /q/health/live, 200",
        "evil.example, /sign-in, 421",
        "'', /api/v1/rule-sets, 421",
        "NONE, /api/v1/rule-sets, 421"
    })
    void onlyListedHostsAreAnswered(String host, String path, int status) throws IOException {
        try (RawConnection connection = new RawConnection(root, "127.0.0.6")) {
            String answer = connection
                    .send("GET " + path + " HTTP/1.1\r\n" + (host.equals("NONE") ? "" : "Host: " + host + "\r\n")
                            + "\r\n")
                    .answer();
            assertThat(answer).startsWith(status + " ");
            if (status == 421) {
                assertThat(answer).contains("\"title\":\"Misdirected request\"").contains("prefab.hosts");
            }
        }
    }

    @Test
    void anAddressHasABudgetOfSignIns() {
        int checked = 0;
        Response refused = signIn();
        while (refused.statusCode() == 401) {
            assertThat(++checked).isLessThanOrEqualTo(2 * RateLimitTest.SIGN_INS);
            refused = signIn();
        }
        assertThat(checked).isGreaterThanOrEqualTo(RateLimitTest.SIGN_INS);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.asString()).contains("sign-ins from one address");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    private static Response signIn() {
        return given().noFilters()
                .header("X-Forwarded-For", "203.0.113.5")
                .contentType("application/json")
                .body("{\"login\": \"nobody-" + System.nanoTime() + "\", \"password\": \"x\"}")
                .post("/api/v1/session");
    }
}
