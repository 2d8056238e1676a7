package org.prefabtracker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.Api;
import org.prefabtracker.DatabaseTest;

/** Who reports work on a piece does not pass or accept it, and nobody gives roles to himself. */
@DatabaseTest
class SeparationOfDutiesTest {

    private static int count;

    @Inject
    Jdbi jdbi;

    private String mark;
    private String factory;
    private Api both;
    private Api inspector;
    private Api site;
    private Api acceptor;

    @BeforeEach
    void aProjectWithAFactoryAndAContractorOfSeveralPeople() {
        mark = "DUTY-" + ++count;
        factory = mark + "-F";
        both = person("both", factory, OrganisationKind.FACTORY, EnumSet.of(Role.EDITOR, Role.INSPECTOR));
        inspector = person("inspector", factory, OrganisationKind.FACTORY, EnumSet.of(Role.EDITOR, Role.INSPECTOR));
        site = person("site", mark + "-C", OrganisationKind.CONTRACTOR, EnumSet.of(Role.EDITOR, Role.INSPECTOR));
        acceptor = person("acceptor", mark + "-C", OrganisationKind.CONTRACTOR, EnumSet.of(Role.INSPECTOR));
        Api operator = Api.operator();
        operator.store("/api/v1/specs", """
                {"code": "DUTY-PLATE", "name": "板", "category": "PARTITION_PANEL", "material": "OTHER", "quantities": {"faceAreaM2": 1},
                 "status": "RELEASED"}""");
        operator.store("/api/v1/projects", """
                {"code": "%s", "name": "n", "regionCode": "430102"}""".formatted(mark));
        operator.store(path("/buildings"), """
                {"code": "A", "name": "n", "use": "RESIDENTIAL", "structure": "CONCRETE", "storeys": 1, "floorAreaM2": 10}""");
        operator.store(path("/components"), """
                {"components": [
                 {"code": "W1", "building": "A", "storey": "1", "spec": "DUTY-PLATE"},
                 {"code": "W2", "building": "A", "storey": "1", "spec": "DUTY-PLATE"}]}""");
        operator.replace(path("/parties/" + factory), null, "{\"kinds\": [\"FACTORY\"]}");
        operator.replace(path("/parties/" + mark + "-C"), null, "{\"kinds\": [\"CONTRACTOR\"]}");
        for (String component : List.of("W1", "W2")) {
            assertThat(report(operator, component, "RELEASE", ", \"factory\": \"" + factory + "\""))
                    .isEqualTo("APPLIED");
        }
    }

    private Api person(String name, String organisation, OrganisationKind kind, Set<Role> roles) {
        long person = jdbi.inTransaction(
                handle -> Cast.person(handle, login(name), Cast.organisation(handle, organisation, kind), roles));
        return Api.as(() -> Cast.as(person));
    }

    private String login(String name) {
        return mark.toLowerCase() + "-" + name;
    }

    private String path(String rest) {
        return "/api/v1/projects/" + mark + rest;
    }

    private static String event(String component, String type, String details) {
        return """
                {"eventId": "%s", "type": "%s", "occurredAt": "2026-01-05", "component": "%s"%s}""".formatted(UUID.randomUUID(), type, component, details);
    }

    private String report(Api by, String component, String type, String details) {
        return by.post(path("/events"), "{\"events\": [" + event(component, type, details) + "]}")
                .statusCode(200)
                .extract()
                .path("outcomes[0].outcome");
    }

    private String step(Api by, String component) {
        return report(by, component, "STEP", ", \"step\": \"CAST\"");
    }

    private String pass(Api by, String component) {
        return report(by, component, "QC_PASS", certificate(component));
    }

    private static String certificate(String component) {
        return ", \"inspector\": \"Wu\", \"certificate\": \"DUTY-CERT-" + component + "\"";
    }

    @Test
    void whoReportedWorkDoesNotPassThePieceButAnotherInspectorDoes() {
        assertThat(step(both, "W1")).isEqualTo("APPLIED");
        both.post(path("/events"), "{\"events\": [" + event("W1", "QC_PASS", certificate("W1")) + "]}")
                .body("outcomes.outcome", contains("REFUSED"))
                .body("outcomes.code", contains("NOT_ALLOWED"))
                .body("outcomes[0].message", containsString("reported work on the piece"));
        assertThat(pass(inspector, "W1")).isEqualTo("APPLIED");
    }

    @Test
    void settlesEachEventOfABatchByItsPiece() {
        both.post(
                        path("/events"),
                        "{\"events\": [" + event("W1", "QC_PASS", certificate("W1")) + ","
                                + event("W1", "STEP", ", \"step\": \"CAST\"") + ","
                                + event("W2", "QC_PASS", certificate("W2")) + "]}")
                .body("outcomes.outcome", contains("REFUSED", "APPLIED", "APPLIED"));
    }

    @Test
    void whoPassedAPieceReportsNoWorkOnItAfterwardsButMayShipIt() {
        assertThat(step(both, "W1")).isEqualTo("APPLIED");
        assertThat(pass(inspector, "W1")).isEqualTo("APPLIED");
        assertThat(step(inspector, "W1")).isEqualTo("REFUSED");
        assertThat(report(inspector, "W1", "REWORK", ", \"reason\": \"edge\"")).isEqualTo("REFUSED");
        assertThat(report(inspector, "W1", "SHIP", ", \"shipment\": \"S\"")).isEqualTo("APPLIED");
    }

    @Test
    void whoInstalledAPieceDoesNotAcceptIt() {
        step(both, "W1");
        pass(inspector, "W1");
        report(both, "W1", "SHIP", ", \"shipment\": \"S\"");
        assertThat(report(site, "W1", "RECEIVE", "")).isEqualTo("APPLIED");
        assertThat(report(site, "W1", "INSTALL", "")).isEqualTo("APPLIED");
        assertThat(report(site, "W1", "ACCEPT", ", \"inspector\": \"Wu\"")).isEqualTo("REFUSED");
        assertThat(report(acceptor, "W1", "ACCEPT", ", \"inspector\": \"Wu\"")).isEqualTo("APPLIED");
    }

    @Test
    void aConcealedCheckIsNoWork() {
        assertThat(report(both, "W1", "STEP", ", \"step\": \"CONCEALED_CHECK\""))
                .isEqualTo("APPLIED");
        assertThat(pass(both, "W1")).isEqualTo("APPLIED");
    }

    @Test
    void workThatWasTakenBackDoesNotCount() {
        UUID id = UUID.randomUUID();
        both.post(path("/events"), """
                {"events": [{"eventId": "%s", "type": "STEP", "occurredAt": "2026-01-05", "component": "W1", "step": "CAST"}]}""".formatted(id));
        both.post(path("/events"), """
                {"events": [{"eventId": "%s", "type": "VOID", "occurredAt": "2026-01-05", "component": "W1", "voids": "%s", "reason": "mine"}]}""".formatted(UUID.randomUUID(), id)).body("outcomes.outcome", contains("APPLIED"));
        assertThat(pass(both, "W1")).isEqualTo("APPLIED");
    }

    @Test
    void aPersonWhomTheReporterAppointedIsTheSameHand() {
        Api head = person("head", factory, OrganisationKind.FACTORY, EnumSet.of(Role.ADMIN, Role.EDITOR));
        appoint(head, "second", "\"INSPECTOR\", \"EDITOR\"");
        Api second = signedIn("second");
        step(head, "W1");
        assertThat(pass(second, "W1")).isEqualTo("REFUSED");
        // a reset password is known to who reset it
        step(head, "W2");
        assertThat(pass(second, "W2")).isEqualTo("REFUSED");
        head.post("/api/v1/people/" + login("inspector") + "/password", "{}").statusCode(200);
        assertThat(pass(signedIn("inspector"), "W2")).isEqualTo("REFUSED");
        assertThat(pass(both, "W2")).isEqualTo("APPLIED");
        // and the other way round
        pass(second, "W1");
        assertThat(pass(both, "W1")).isEqualTo("APPLIED");
    }

    @Test
    void theOperatorReportsRecordsOfOthers() {
        assertThat(step(Api.operator(), "W1")).isEqualTo("APPLIED");
        assertThat(pass(Api.operator(), "W1")).isEqualTo("APPLIED");
    }

    @Test
    void theSettingSwitchesItOff() {
        System.setProperty("prefab.separation-of-duties", "false");
        try {
            step(both, "W1");
            assertThat(pass(both, "W1")).isEqualTo("APPLIED");
        } finally {
            System.clearProperty("prefab.separation-of-duties");
        }
    }

    @Test
    void nobodyGivesRolesToHimself() {
        Api head = person("head", factory, OrganisationKind.FACTORY, EnumSet.of(Role.ADMIN, Role.VIEWER));
        for (String role : List.of("INSPECTOR", "EDITOR")) {
            change(head, "head", "\"ADMIN\", \"" + role + "\"", 422);
        }
        change(head, "head", "\"ADMIN\"", 200);
        change(head, "head", "\"ADMIN\", \"VIEWER\"", 422);
        Api other = person("other", factory, OrganisationKind.FACTORY, EnumSet.of(Role.ADMIN));
        change(other, "head", "\"ADMIN\", \"INSPECTOR\"", 200);
    }

    @Test
    void nobodyGivesRolesToHimselfByASecondOrThirdPerson() {
        Api head = person("head", factory, OrganisationKind.FACTORY, EnumSet.of(Role.ADMIN));
        appoint(head, "second", "\"ADMIN\"");
        Api second = signedIn("second");
        change(second, "head", "\"ADMIN\", \"INSPECTOR\"", 422);
        appoint(second, "third", "\"ADMIN\"");
        change(signedIn("third"), "head", "\"ADMIN\", \"INSPECTOR\"", 422);
        change(signedIn("third"), "second", "\"ADMIN\", \"INSPECTOR\"", 422);
        change(head, "second", "\"ADMIN\", \"INSPECTOR\"", 200);
    }

    private void appoint(Api by, String name, String roles) {
        by.post("/api/v1/people", """
                {"login": "%s", "name": "n", "roles": [%s]}""".formatted(login(name), roles)).statusCode(201);
    }

    private Api signedIn(String name) {
        long person = jdbi.withHandle(handle -> handle.select("select id from person where login = ?", login(name))
                .mapTo(Long.class)
                .one());
        return Api.as(() -> Cast.as(person));
    }

    private void change(Api by, String name, String roles, int status) {
        String path = "/api/v1/people/" + login(name);
        by.put(path, Api.operator().get(path).extract().header("ETag"), """
                {"login": "%s", "name": "n", "roles": [%s]}""".formatted(login(name), roles))
                .statusCode(status);
    }
}
