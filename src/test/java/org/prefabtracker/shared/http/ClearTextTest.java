package org.prefabtracker.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServerOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClearTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "127.255.255.254",
                "localhost",
                "LOCALHOST",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "::ffff:127.0.0.1",
                "[::ffff:127.0.0.1]",
                " 127.0.0.1 "
            })
    void thisMachineNeedsNoTls(String host) {
        assertThat(ClearText.refusal(config(host))).isEmpty();
        assertThatCode(() -> clearText(false, false, null).customizeHttpServer(on(host)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "[::]",
                "0:0:0:0:0:0:0:0",
                "::ffff:0.0.0.0",
                "192.168.1.5",
                "10.0.0.1",
                "8.8.8.8",
                "fe80::1",
                "::ffff:192.168.1.5",
                "2001:db8::1",
                "0",
                "*",
                "no-such-host.invalid",
                "128.0.0.1",
                "-",
                "127.0.0.1.example.invalid"
            })
    void otherMachinesNeedIt(String host) {
        assertThat(ClearText.refusal(config(host))).hasValueSatisfying(why -> assertThat(why)
                .contains("'" + host + "'", "PREFAB_HSTS=true", "PREFAB_INSECURE=true"));
        assertThatThrownBy(() -> clearText(false, false, null).customizeHttpServer(on(host)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("without TLS");
    }

    @Test
    void anAddressThatIsMissingIsNotThisMachine() {
        assertThat(ClearText.isThisMachine("")).isFalse();
        assertThat(ClearText.isThisMachine(" ")).isFalse();
        assertThat(ClearText.isThisMachine(null)).isFalse();
        assertThat(ClearText.refusal(config(""))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void aProxyWithTlsOrTheOperatorAllowsIt(boolean proxy, boolean insecure) {
        assertThat(ClearText.refusal(config("0.0.0.0", "prefab.hsts", "" + proxy, "prefab.insecure", "" + insecure)))
                .isEmpty();
        ClearText clearText = clearText(proxy, insecure, null);
        clearText.customizeHttpServer(on("0.0.0.0"));
        assertThat(clearText.isSent()).isEqualTo(insecure);
    }

    @Test
    void knowsWhetherTheApplicationHasTlsOfItsOwn() {
        ClearText clearText = clearText(false, false, "redirect");
        clearText.customizeHttpServer(on("0.0.0.0"));
        assertThat(clearText.isEncrypted()).isFalse();
        clearText.customizeHttpsServer(on("0.0.0.0"));
        assertThat(clearText.isEncrypted()).isTrue();
    }

    @Test
    void nothingIsSaidWhereTheOperatorAllowsWhatDoesNotHappen() {
        ClearText onThisMachine = clearText(false, true, null);
        onThisMachine.customizeHttpServer(on("127.0.0.1"));
        ClearText redirected = clearText(false, true, "redirect");
        redirected.customizeHttpServer(on("0.0.0.0"));
        assertThat(onThisMachine.isSent()).isFalse();
        assertThat(redirected.isSent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.http.ssl.certificate.files",
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE",
                "quarkus.tls.https.key-store.pem.0.cert",
                "QUARKUS_TLS_KEY_STORE_P12_PATH",
                "quarkus.http.tls-configuration-name"
            })
    void settingsOfTlsAreReadByTheServer(String setting) {
        assertThat(ClearText.refusal(config("0.0.0.0", setting, "x"))).isEmpty();
    }

    /** The server refuses to redirect without a certificate, so where it redirects or is silent there is TLS. */
    @ParameterizedTest
    @ValueSource(strings = {"redirect", "disabled", "REDIRECT"})
    void besideTlsPlainRequestsAreRedirectedOrRefused(String insecureRequests) {
        assertThatCode(() -> clearText(false, false, insecureRequests).customizeHttpServer(on("0.0.0.0")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "ENABLED"})
    void besideTlsPlainRequestsAreNotAnswered(String insecureRequests) {
        assertThatThrownBy(() -> clearText(false, false, insecureRequests).customizeHttpServer(on("0.0.0.0")))
                .isInstanceOf(ConfigurationException.class);
    }

    private static HttpServerOptions on(String host) {
        return new HttpServerOptions().setHost(host);
    }

    private static ClearText clearText(boolean proxy, boolean insecure, String insecureRequests) {
        ClearText clearText = new ClearText();
        clearText.tlsAtProxy = proxy;
        clearText.allowed = insecure;
        clearText.insecureRequests = Optional.ofNullable(insecureRequests);
        return clearText;
    }

    private static Config config(String host, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("quarkus.http.host", host));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "settings", 100))
                .build();
    }
}
