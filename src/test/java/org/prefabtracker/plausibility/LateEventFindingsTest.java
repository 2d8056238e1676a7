package org.prefabtracker.plausibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.plausibility.Site.HELD;
import static org.prefabtracker.plausibility.Site.NOTHING;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** Events that contradict what was on record before them. */
@DatabaseTest
class LateEventFindingsTest {

    @Test
    void findsAnInstallationThatWasKnownBeforeTheDeliveryItRestsOn() {
        Site site = new Site("PF-LATE").bill("1#", "1", "PF-WALL", "W1");
        site.made("W1", "F1", null, "LATE-1").installed("W1");
        String received = site.id(site.told() - 1);
        String installed = site.id(site.told());
        String again = site.id(900);
        site.send(List.of(
                Site.row(
                        site.id(901),
                        "W1",
                        "VOID",
                        "2026-05-09",
                        "\"reason\": \"wrong day\", \"voids\": \"" + received + "\""),
                Site.row(again, "W1", "RECEIVE", "2026-05-01T04:30:00+08:00", "")));
        List<String> events = new ArrayList<>(List.of(again));
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"INSTALLED_BEFORE_DELIVERED","severity":"WARNING","building":"1#","storey":"1",\
                "component":"W1","tag":…,"message":"the installation of 2026-05-01T05:00:00+08:00 was on record before the \
                delivery it rests on, which was entered in place of another","since":…,"pieces":1,"evidence":[\
                {"component":"W1","tag":…,"event":"%s","href":"/api/v1/projects/PF-LATE/components/W1/events"},\
                {"component":"W1","tag":…,"event":"%s","href":"/api/v1/projects/PF-LATE/components/W1/events"}]}],\
                "next":null}""".formatted(installed, events.get(0)));
    }

    @Test
    void findsNothingWhereADeliveryIsEnteredAnewBeforeOrWithTheInstallation() {
        Site site = new Site("PF-LATE2").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.made("W1", "F1", null, "LATE-2").report("W1", "SHIP \"shipment\": \"S\"", "RECEIVE");
        String received = site.id(site.told());
        site.report("W1", "VOID \"voids\": \"" + received + "\", \"reason\": \"r\"", "RECEIVE", "INSTALL");
        site.made("W2", "F1", null, "LATE-2").report("W2", "SHIP \"shipment\": \"S\"", "RECEIVE");
        received = site.id(site.told());
        site.report("W2", "VOID \"voids\": \"" + received + "\", \"reason\": \"r\"", "RECEIVE");
        site.report("W2", "INSTALL");
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void refusesADeliveryAfterTheInstallationSoThereIsNoFinding() {
        Site site = new Site("PF-LATE3").bill("1#", "1", "PF-WALL", "W1");
        site.made("W1", "F1", null, "LATE-3").report("W1", "SHIP \"shipment\": \"S\"");
        site.attempt(List.of(Site.row(site.id(900), "W1", "INSTALL", "2026-05-02T08:00:00+08:00", "")))
                .statusCode(409);
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void findsAHoldThatContradictsWhatCameLaterAndKeepsFindingItOnceClosed() {
        Site site = new Site("PF-HOLD").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.made("W1", "F1", null, "HOLD-1").made("W2", "F1", null, "HOLD-1");
        site.report("W1", "SHIP \"shipment\": \"S\"").report("W2", "SHIP \"shipment\": \"S\"");
        String late = site.id(901);
        site.send(List.of(Site.row(late, "W1", "QC_FAIL", "2026-05-01T04:30:00+08:00", HELD)));
        // in time, and on record in time
        site.report("W2", "HOLD " + HELD).report("W1", "UNHOLD " + HELD);
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"LATE_HOLD","severity":"WARNING","building":"1#","storey":"1","component":"W1","tag":…,\
                "subject":"NC-1","message":"hold NC-1 of 2026-05-01T04:30:00+08:00 became known after SHIP, which it would have stopped",\
                "since":…,"pieces":1,"evidence":[{"component":"W1","tag":…,"event":"%s",\
                "href":"/api/v1/projects/PF-HOLD/components/W1/events"}]}],"next":null}""".formatted(late));
    }

    @Test
    void findsNoHoldThatWasClosedBeforeOrIsTakenBack() {
        Site site = new Site("PF-HOLD2").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.made("W1", "F1", null, "HOLD-2").made("W2", "F1", null, "HOLD-2");
        site.report("W1", "SHIP \"shipment\": \"S\"").report("W2", "SHIP \"shipment\": \"S\"");
        site.send(List.of(
                Site.row(site.id(901), "W1", "HOLD", "2026-05-01T04:10:00+08:00", HELD),
                Site.row(site.id(902), "W1", "UNHOLD", "2026-05-01T04:20:00+08:00", HELD),
                Site.row(site.id(903), "W2", "HOLD", "2026-05-01T04:30:00+08:00", HELD)));
        assertThat(JsonPath.from(site.get("?kind=LATE_HOLD")).getList("items.component"))
                .containsExactly("W2");
        site.report("W2", "VOID \"voids\": \"" + site.id(903) + "\", \"reason\": \"r\"");
        assertThat(site.found("")).isEqualTo(NOTHING);
    }
}
