package org.prefabtracker.tracking;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.prefabtracker.Api.operator;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;

/** An event that is sent again is recognised by what it says, not by how it is written. */
@DatabaseTest
class RepeatedEventsTest {

    private static final String P = "/api/v1/projects/RE";
    private static final String STEP = """
            {"eventId": "0191f3c2-0000-7000-8000-0000000e0001", "type": "STEP", "component": "RE-1", "step": "CAST",
             "occurredAt": "%s", "records": {"concreteVolumeM3": %s, "slump": [160, 1.50]}}""";

    @BeforeEach
    void project() {
        operator().store("/api/v1/projects", "{\"code\": \"RE\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        operator().store(P + "/buildings", """
                {"code": "A", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""");
        operator().store(P + "/components", """
                {"components": [{"code": "RE-1", "building": "A", "storey": "2", "spec": "DBS1-67-3620-31"}]}""");
        report("""
                {"eventId": "0191f3c2-0000-7000-8000-0000000e0000", "type": "RELEASE", "component": "RE-1", "factory": "F",
                 "occurredAt": "2026-05-04"}""");
        report(STEP.formatted("2026-05-05T08:00:00Z", "1"));
    }

    private static ValidatableResponse report(String... events) {
        return operator()
                .post(P + "/events", "{\"events\": [" + String.join(",", events) + "]}")
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-05T08:00:00Z",
                "2026-05-05T08:00Z",
                "2026-05-05T08:00:00+00:00",
                "2026-05-05T08:00:00-00:00",
                "2026-05-05T08:00:00.000Z",
                "2026-05-05T08:00:00.000000000Z",
                "2026-05-05T16:00:00+08:00",
                "2026-05-04T22:00:00.0-10:00"
            })
    void theSameMomentInAnyFormIsRepeated(String time) {
        report(STEP.formatted(time, "1")).body("outcomes.outcome", contains("REPEATED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.000", "1e0", "0.1e1"})
    void theSameNumberInAnyFormIsRepeated(String number) {
        report(STEP.formatted("2026-05-05T08:00:00Z", number)).body("outcomes.outcome", contains("REPEATED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-05-05", "2026-05-05T08:00:00.001Z", "2026-05-05T08:00:00+08:00", "2026-05-05T08:01:00Z"})
    void anotherMomentOrPrecisionIsAnotherContent(String time) {
        report(STEP.formatted(time, "1"))
                .body("outcomes[0].outcome", is("REFUSED"), "outcomes[0].code", is("EVENT_ID_REUSED"));
    }

    @Test
    void aNumberAsTextIsAnotherContent() {
        report(STEP.formatted("2026-05-05T08:00:00Z", "\"1\"")).body("outcomes[0].code", is("EVENT_ID_REUSED"));
    }

    @Test
    void theSameIsTrueWithinABatch() {
        String other = STEP.replace("e0001", "e0002");
        report(
                        other.formatted("2026-05-05T09:00:00Z", "2"),
                        other.formatted("2026-05-05T17:00:00.00+08:00", "2.0"),
                        other.formatted("2026-05-05T09:00:01Z", "2"))
                .body("outcomes[1].outcome", is("REPEATED"), "outcomes[2].outcome", is("REFUSED"));
    }

    /** 01:30 of the 5th in Shanghai is the evening of the 4th in London. */
    @Test
    void theDaysOfProgressAreThoseOfTheSystemWhateverOffsetWasSent() {
        operator().store(P + "/components", """
                {"components": [{"code": "RE-2", "building": "A", "storey": "2", "spec": "DBS1-67-3620-31", "mark": "DAY"}]}""");
        report("""
                {"eventId": "0191f3c2-0000-7000-8000-0000000e0010", "type": "RELEASE", "component": "RE-2", "factory": "F",
                 "occurredAt": "2026-06-03"}""", """
                {"eventId": "0191f3c2-0000-7000-8000-0000000e0011", "type": "QC_PASS", "component": "RE-2", "inspector": "W",
                 "certificate": "RE-C", "occurredAt": "2026-06-04T17:30:00Z"}""");
        operator()
                .get(P + "/progress?by=mark,day")
                .body("items.findAll {it.mark == 'DAY'}.day", contains("2026-06-05"));
        operator()
                .get(P + "/progress?by=mark&from=2026-06-05&to=2026-06-05")
                .body("items.find {it.mark == 'DAY'}.produced.pieces", is(1));
    }
}
