package org.prefabtracker.shared;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class ApiDocumentTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void isKeptAsTheCodeSays() throws IOException {
        String ofTheCode = document("/q/openapi-of-the-code");
        Path now = Files.writeString(Path.of("target/openapi.yaml"), ofTheCode);
        // as trees: the order of some members differs from one compilation to the next
        assertThat(YAML.readTree(document("/q/openapi")))
                .as("the API changed: if it was meant to, copy %s to src/main/resources", now)
                .isEqualTo(YAML.readTree(ofTheCode));
    }

    @Test
    void isYamlOrJson() throws IOException {
        String json = given().get("/q/openapi")
                .then()
                .contentType("application/json")
                .extract()
                .asString();
        assertThat(YAML.readTree(json)).isEqualTo(YAML.readTree(document("/q/openapi")));
    }

    private static String document(String path) {
        return given().accept("application/yaml")
                .get(path)
                .then()
                .contentType("application/yaml")
                .extract()
                .asString();
    }
}
