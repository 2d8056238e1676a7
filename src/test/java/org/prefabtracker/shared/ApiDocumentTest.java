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

    private static final String HEAD = """
            # The API's document. It is built from the code by ApiDocumentTest, which fails when this file differs; do not edit it.
            # To update it: mvn test -Dtest=ApiDocumentTest; cp target/openapi.yaml src/main/resources/openapi.yaml
            # Descriptions and examples come from src/test/resources/openapi. docs/api.md says more.
            """;

    @Test
    void isKeptAsTheCodeSays() throws IOException {
        String ofTheCode = document("/q/openapi-of-the-code");
        Path now = Files.writeString(Path.of("target/openapi.yaml"), HEAD + ofTheCode);
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
