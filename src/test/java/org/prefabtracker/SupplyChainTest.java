package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where not every component was checked, the check fails and says so. */
class SupplyChainTest {

    @TempDir
    Path directory;

    private HttpServer database;
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        database = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        database.createContext("/osv/v1/querybatch", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        database.start();
    }

    @AfterEach
    void stop() {
        database.stop(0);
    }

    @Test
    void namesEveryKnownVulnerabilityOfEveryComponent() throws Exception {
        answers.add("""
                {"results": [{"vulns": [{"id": "GHSA-1"}, {"id": "GHSA-2"}]}, {}]}""");
        assertThat(check(Set.of())).containsExactly("pkg:maven/g/a@1.0: GHSA-1", "pkg:maven/g/a@1.0: GHSA-2");
        assertThat(asked)
                .containsExactly(
                        "{\"queries\":[{\"package\":{\"purl\":\"pkg:maven/g/a@1.0\"}},{\"package\":{\"purl\":\"pkg:maven/g/b@2\"}}]}");
    }

    @Test
    void readsTheFurtherPagesOfAnAnswer() throws Exception {
        answers.add("""
                {"results": [{}, {"vulns": [{"id": "GHSA-1"}], "next_page_token": "p2"}]}""");
        answers.add("""
                {"results": [{"vulns": [{"id": "GHSA-2"}]}]}""");
        assertThat(check(Set.of("GHSA-1"))).containsExactly("pkg:maven/g/b@2: GHSA-2");
        assertThat(asked.get(1)).contains("\"page_token\":\"p2\"");
    }

    @Test
    void findsNothingWhereNothingIsKnown() throws Exception {
        answers.add("{\"results\": [{}, {}]}");
        assertThat(check(Set.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"results\": [{}]}", "[]", "", "<html>", "{\"results\": [{}, {}, {}]}"})
    void failsWhereTheAnswerIsNoneAboutEveryComponent(String answer) {
        answers.add(answer);
        assertThatThrownBy(() -> check(Set.of())).isInstanceOf(SupplyChain.NotChecked.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 404, 429, 500, 503})
    void failsWhereTheDatabaseRefuses(int refusal) {
        status = refusal;
        answers.add("");
        assertThatThrownBy(() -> check(Set.of()))
                .hasMessageContaining("was not checked")
                .hasMessageContaining("" + refusal);
    }

    @Test
    void failsWhereTheDatabaseIsNotReached() {
        database.stop(0);
        assertThatThrownBy(() -> check(Set.of()))
                .isInstanceOf(SupplyChain.NotChecked.class)
                .hasMessageStartingWith("The SBOM was not checked: the database of vulnerabilities at http")
                .hasMessageContaining("was not reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"components\": []}",
                "{}",
                "x",
                "{\"components\": [{\"name\": \"a\"}]}",
                "{\"components\": [{\"purl\": \"pkg:maven/g/a\"}]}"
            })
    void failsWhereTheSbomListsNothingThatCouldBeChecked(String sbom) throws IOException {
        Path file = Files.writeString(directory.resolve("bom.json"), sbom);
        assertThatThrownBy(() -> source().vulnerabilities(file, Set.of())).isInstanceOf(SupplyChain.NotChecked.class);
        assertThatThrownBy(() -> source().vulnerabilities(directory.resolve("none"), Set.of()))
                .hasMessageContaining("There is no");
    }

    @Test
    void readsTheIdsThatWereAccepted() throws IOException {
        Path file = Files.writeString(directory.resolve("accepted"), "# why\n\nGHSA-1  # not reachable\nCVE-2\n");
        assertThat(SupplyChain.accepted(file)).containsExactlyInAnyOrder("GHSA-1", "CVE-2");
        assertThat(SupplyChain.accepted(Path.of("src/test/resources/accepted-vulnerabilities.txt")))
                .isEmpty();
    }

    private Set<String> check(Set<String> accepted) throws IOException, InterruptedException {
        Path sbom = Files.writeString(directory.resolve("bom.json"), """
                {"components": [{"purl": "pkg:maven/g/a@1.0?type=jar"}, {"purl": "pkg:maven/g/b@2"}]}""");
        return source().vulnerabilities(sbom, accepted);
    }

    private SupplyChain source() {
        return new SupplyChain("http://127.0.0.1:" + database.getAddress().getPort() + "/osv/");
    }
}
