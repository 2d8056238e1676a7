package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of what the application is made of (CycloneDX), as the build leaves it. */
class SbomIT {

    private static final Path FILE = Path.of("target/bom.json");
    private static final Path LIBRARIES = Path.of("target/quarkus-app/lib");

    private JsonNode sbom;

    /** Without a network the build leaves it out, or as it was. */
    @BeforeEach
    void read() throws IOException {
        assumeThat(FILE).exists();
        assumeThat(Files.getLastModifiedTime(FILE)).isGreaterThan(Files.getLastModifiedTime(Path.of("pom.xml")));
        sbom = new ObjectMapper().readTree(FILE.toFile());
    }

    @Test
    void namesEveryComponentWithItsVersionItsDigestAndItsLicence() {
        List<String> incomplete = new ArrayList<>();
        for (JsonNode component : sbom.path("components")) {
            if (!component.path("purl").asText().startsWith("pkg:maven/")
                    || component.path("version").asText().isEmpty()
                    || component.path("hashes").isEmpty()
                    || component.path("licenses").isEmpty()) {
                incomplete.add(component.path("bom-ref").asText());
            }
        }
        assertThat(sbom.path("components").size()).isGreaterThan(100);
        assertThat(incomplete).isEmpty();
    }

    @Test
    void namesEveryLibraryThatIsDelivered() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        for (JsonNode component : sbom.path("components")) {
            named.add(component.path("group").asText() + "."
                    + component.path("name").asText() + "-"
                    + component.path("version").asText());
        }
        try (Stream<Path> jars = Files.walk(LIBRARIES)) {
            assertThat(jars.map(jar -> jar.getFileName().toString())
                            .filter(name -> name.endsWith(".jar"))
                            // after the version may come what a library is built for
                            .filter(name -> !name.startsWith(
                                    String.valueOf(named.floor(name.substring(0, name.length() - ".jar".length()))))))
                    .isEmpty();
        }
    }

    @Test
    void namesTheFilesOfThePageButNothingOfTheTests() {
        assertThat(sbom.path("components"))
                .extracting(component -> component.path("name").asText())
                .contains("swagger-ui")
                .doesNotContain("junit-jupiter-api", "rest-assured", "assertj-core");
    }
}
