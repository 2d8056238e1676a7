package org.prefabtracker.tracking;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.prefabtracker.Api.operator;

import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.Api;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;

/** Who lifts the hold of whom, and what a history shows of it. */
@DatabaseTest
class HoldResourceTest {

    private static final String OWN = "/api/v1/projects/OWN";

    @Inject
    Jdbi jdbi;

    private Cast cast;
    private String component;

    @BeforeEach
    void aSlabInProduction() {
        cast = Cast.of(jdbi);
        component = "HOLD-" + UUID.randomUUID();
        operator().store("/api/v1/specs", """
                {"code": "HOLD-SLAB", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "quantities": {"planAreaM2": 6.1}}""");
        operator().store(OWN + "/buildings", """
                {"code": "HOLD", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""");
        as(OrganisationKind.DESIGNER).store(OWN + "/components", """
                {"components": [{"code": "%s", "building": "HOLD", "storey": "1", "spec": "HOLD-SLAB"}]}""".formatted(component));
        report(OrganisationKind.DESIGNER, "RELEASE", "\"factory\": \"CAST-FACTORY\"", "APPLIED");
        report(OrganisationKind.FACTORY, "STEP", "\"step\": \"CAST\"", "APPLIED");
    }

    private Api as(OrganisationKind kind) {
        return Api.as(() -> cast.as(kind));
    }

    private void report(OrganisationKind kind, String type, String members, String outcome) {
        as(kind).post(OWN + "/events", """
                        {"events": [{"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "2026-05-04T08:00:00+08:00", %s}]}""".formatted(UUID.randomUUID(), component, type, members))
                .body("outcomes[0].outcome", equalTo(outcome));
    }

    private void hold(OrganisationKind kind) {
        report(kind, "HOLD", "\"number\": \"NC-1\", \"reason\": \"edge broken\", \"source\": \"site app\"", "APPLIED");
    }

    private void unhold(OrganisationKind kind, String outcome) {
        report(kind, "UNHOLD", "\"number\": \"NC-1\", \"reason\": \"repaired\"", outcome);
    }

    @Test
    void theFactoryDoesNotLiftTheHoldOfTheSupervisorByAnyEvent() {
        hold(OrganisationKind.SUPERVISOR);
        unhold(OrganisationKind.FACTORY, "REFUSED");
        report(
                OrganisationKind.FACTORY,
                "QC_PASS",
                "\"inspector\": \"Wu\", \"certificate\": \"C\", \"closes\": [\"NC-1\"]",
                "REFUSED");
        hold(OrganisationKind.FACTORY);
        unhold(OrganisationKind.FACTORY, "REFUSED");
        unhold(OrganisationKind.CONTRACTOR, "REFUSED");
        operator().get(OWN + "/components/" + component).body("holds", contains("NC-1"));
        unhold(OrganisationKind.SUPERVISOR, "APPLIED");
        operator().get(OWN + "/components/" + component).body("holds", empty());
    }

    @Test
    void anOrganisationTheSupervisorAndTheOperatorLiftTheHoldOfAFactory() {
        for (OrganisationKind kind :
                new OrganisationKind[] {OrganisationKind.FACTORY, OrganisationKind.SUPERVISOR, OrganisationKind.OPERATOR
                }) {
            hold(OrganisationKind.FACTORY);
            unhold(kind, "APPLIED");
        }
    }

    @Test
    void aHistoryShowsWhoReportedAnEventWhatItCarriedAndItsSource() {
        hold(OrganisationKind.SUPERVISOR);
        operator()
                .get(OWN + "/components/" + component + "/events")
                .body("items[2].event.reason", equalTo("edge broken"))
                .body("items[2].source", equalTo("site app"))
                .body("items[2].reportedBy.person", equalTo("cast-SUPERVISOR"))
                .body("items[2].reportedBy.organisation", equalTo("CAST-SUPERVISOR"))
                .body("items[2].reportedBy.organisationName", equalTo("CAST-SUPERVISOR"))
                .body("items.reportedBy.organisation", hasItem("CAST-FACTORY"));
    }
}
