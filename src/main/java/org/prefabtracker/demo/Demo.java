package org.prefabtracker.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;
import org.prefabtracker.component.ComponentResource;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingResource;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.ProjectResource;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.project.TakeOffResource;
import org.prefabtracker.requirement.Requirement;
import org.prefabtracker.requirement.RequirementResource;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.tracking.EventBatchRequest;
import org.prefabtracker.tracking.EventOutcome;
import org.prefabtracker.tracking.EventResource;

/**
 * Loads the demo project: a concrete tower and a steel office, from the catalogue, with pieces at every stage. It is loaded into
 * an empty database through the same resources that clients use, and is the same on every machine but for its days, which are of
 * the year of loading ({@link DemoCalendar}). An interrupted load is continued at the next start.
 */
@ApplicationScoped
public class Demo {

    static final String PROJECT = "DEMO";

    private static final Logger LOG = Logger.getLogger(Demo.class);

    private static final int BATCH = 2_000;

    /** The offset of the times of the demo. */
    private static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

    @Inject
    ObjectMapper json;

    @Inject
    ProjectResource projects;

    @Inject
    DemoPeople people;

    @Inject
    BuildingResource buildings;

    @Inject
    TakeOffResource takeOffs;

    @Inject
    ComponentResource components;

    @Inject
    EventResource events;

    @Inject
    RequirementResource requirements;

    @Inject
    DemoStore store;

    /** Loads it with the days of this year. */
    void load() {
        create();
        load(store.begunAt().withOffsetSameInstant(OFFSET).toLocalDate());
    }

    private void create() {
        projects.create(ParsedBody.faultless(read(Project.Draft.class, """
                {"code": "DEMO", "name": "江宁装配式示范项目", "regionCode": "320115"}""")));
    }

    /** Loads it as on a day. All requests may be repeated, so an interrupted load begins from the start. */
    void load(LocalDate today) {
        create();
        DemoCalendar calendar = new DemoCalendar(today);
        people.load(PROJECT);
        for (DemoBuilding building : List.of(Tower.building(calendar), Office.building(calendar))) {
            LOG.infof(
                    "loading building %s of the demo: %d components",
                    building.code(), building.bill().size());
            buildings.create(PROJECT, ParsedBody.faultless(read(Building.class, building.facts())));
            building.takeOffs()
                    .forEach((phase, takeOff) ->
                            takeOffs.put(PROJECT, building.code(), phase, null, read(TakeOff.class, takeOff)));
            components.register(PROJECT, null, ParsedBody.faultless(new ComponentResource.Bill(building.bill())));
            report(building.events());
        }
        LandContract.requirements(calendar)
                .forEach(text -> requirements.create(PROJECT, read(Requirement.class, text)));
        report(List.of(DemoEvents.last(calendar)));
    }

    private void report(List<String> reported) {
        for (int from = 0; from < reported.size(); from += BATCH) {
            String batch = String.join(",", reported.subList(from, Math.min(from + BATCH, reported.size())));
            EventOutcome.Batch outcome = events.report(
                    PROJECT,
                    "false",
                    ParsedBody.faultless(read(EventBatchRequest.class, "{\"events\": [" + batch + "]}")));
            outcome.outcomes().stream()
                    .filter(each ->
                            each.outcome() == EventOutcome.Kind.REFUSED || each.outcome() == EventOutcome.Kind.UNKNOWN)
                    .findFirst()
                    .ifPresent(each -> {
                        throw new IllegalStateException("the demo contradicts itself: " + each);
                    });
        }
    }

    private <T> T read(Class<T> type, String text) {
        try {
            JsonNode node = json.readTree(text);
            return json.treeToValue(node, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
