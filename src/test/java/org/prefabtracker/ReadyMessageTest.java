package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadyMessageTest {

    @Test
    void namesTheAddressThePagesTheLogInsAndTheFilesOfTheFirstPasswords() {
        assertThat(ReadyMessage.text(
                        "http://127.0.0.1:8080",
                        new TreeMap<>(Map.of(
                                "operator", Path.of("data/initial-operator-password"),
                                "designer", Path.of("data/initial-designer-password")))))
                .isEqualTo("""
                        prefab-tracker is ready
                          address    http://127.0.0.1:8080
                          pages      http://127.0.0.1:8080/sign-in (sign in), http://127.0.0.1:8080/q/swagger-ui (the API), http://127.0.0.1:8080/q/health
                          log-ins    designer, operator
                          passwords  the first ones, until they are changed, in the files
                                     data/initial-designer-password
                                     data/initial-operator-password""");
    }

    @Test
    void saysThatNoFirstPasswordIsLeft() {
        assertThat(ReadyMessage.text("http://127.0.0.1:8080", Map.of()))
                .endsWith("log-ins    as registered; no first password is left");
    }
}
