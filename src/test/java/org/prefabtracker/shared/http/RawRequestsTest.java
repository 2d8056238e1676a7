package org.prefabtracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.RawConnection;

/** Requests that no client library would send are answered in the way of all others, where the server reads them at all. */
@DatabaseTest
class RawRequestsTest {

    @TestHTTPResource("/")
    URI root;

    private String answer(String request) throws IOException {
        try (RawConnection connection = new RawConnection(root)) {
            return connection.send(request).answer();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/specs/%e9",
                "/api/v1/specs/%00",
                "/api/v1/specs/%7C%3C%3E",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/api/v1/specs/none;a=b",
                "/nothing"
            })
    void anOddAddressIsAProblem(String path) throws IOException {
        String answer = answer("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)4\\d\\d .*");
        assertThat(answer).contains("\"status\":" + answer.substring(0, 3)).contains("\"title\":");
    }

    /** The framework refuses what is no URI before the application sees it, and no setting of it adds a body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/specs/a|b",
                "/api/v1/specs/a<b>",
                "/api/v1/specs/a\"b",
                "/api/v1/specs/a^b`c{d}",
                "/api/v1/specs/a\\b",
                "/api/v1/specs/%",
                "/api/v1/specs/%zz",
                "/api/v1/specs?q=%zz",
                "/api/v1/specs?q=a|b<c",
                "/q/swagger-ui/%zz",
                "/sign-in?to=%zz"
            })
    void whatIsNoUriHasAStatusAndNoBody(String path) throws IOException {
        assertThat(answer("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .isEqualTo("400 ");
    }

    /** So does the server below with what is no HTTP. */
    @Test
    void whatIsNoHttpHasAStatusAndNoBody() throws IOException {
        assertThat(answer("GET / HTTP/1.1\r\nHost: localhost\r\nX Y: z\r\n\r\n"))
                .isEqualTo("400 ");
        assertThat(answer("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"))
                .isEqualTo("400 ");
    }

    @Test
    void aBrokenChunkEndsTheRequest() throws IOException {
        String answer = answer(
                RawConnection.head("POST", "/api/v1/session", "Transfer-Encoding: chunked") + "\r\nzz\r\n{}\r\n");
        assertThat(answer).matches("(?s)(400.*|closed)");
    }
}
