package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code mvn -Psupply-chain verify}: no library that is delivered has a known vulnerability. See docs/operations.md. */
class SupplyChainCheck {

    @Test
    void noDeliveredLibraryHasAKnownVulnerability() throws Exception {
        assertThat(Path.of("target/bom.json"))
                .as("the SBOM is older than pom.xml; it is written by a build that is not offline")
                .satisfies(sbom -> assertThat(Files.exists(sbom)
                                && Files.getLastModifiedTime(sbom)
                                                .compareTo(Files.getLastModifiedTime(Path.of("pom.xml")))
                                        >= 0)
                        .isTrue());
        String source = System.getProperty("supply-chain.source");
        assertThat(new SupplyChain(source)
                        .vulnerabilities(
                                Path.of("target/bom.json"),
                                SupplyChain.accepted(Path.of("src/test/resources/accepted-vulnerabilities.txt"))))
                .as("known vulnerabilities of delivered libraries; update them, or name the id with the reason in"
                        + " src/test/resources/accepted-vulnerabilities.txt")
                .isEmpty();
    }
}
