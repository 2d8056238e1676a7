package org.prefabtracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFilterTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, true",
        "[2001:db8::1], true",
        "localhost, true",
        "evil.example, false",
        "10.0.0.5.evil.example, false",
        "'', false"
    })
    void anOpenApplicationWithoutAListAnswersForNumbersAndItsMachine(String host, boolean allowed)
            throws UnknownHostException {
        HostFilter filter = new HostFilter(Optional.empty(), "0.0.0.0");
        assertThat(filter.isAllowed(HostAndPort.create(host, 8080))).isEqualTo(allowed);
        assertThat(filter.isAllowed(
                        HostAndPort.create(InetAddress.getLocalHost().getHostName(), 8080)))
                .isTrue();
        assertThat(filter.isAllowed(null)).isFalse();
    }

    @Test
    void aListIsAll() {
        HostFilter filter = new HostFilter(Optional.of(List.of("prefab.example", "other.example:8443")), "0.0.0.0");
        assertThat(filter.isAllowed(HostAndPort.create("PREFAB.example", 443))).isTrue();
        assertThat(filter.isAllowed(HostAndPort.create("other.example", 8443))).isTrue();
        assertThat(filter.isAllowed(HostAndPort.create("other.example", 443))).isFalse();
        assertThat(filter.isAllowed(HostAndPort.create("10.0.0.5", 8080))).isFalse();
        assertThat(filter.isAllowed(HostAndPort.create("localhost", 8080))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "localhost", "::1"})
    void onALoopbackAddressAnyHostIsAnswered(String boundTo) {
        assertThat(new HostFilter(Optional.empty(), boundTo).isAllowed(HostAndPort.create("any.example", 1)))
                .isTrue();
    }
}
