import client.ApiClient;
import client.api.*;
import client.model.*;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The three tasks of the README with a generated client, without their files, which this library of the generator reads as JSON.
 * GeneratedClientIT compiles it together with the client and runs it.
 */
public class ThreeJobs {

    private static final String PROJECT = "GC-1";
    private static final String BUILDING = "1#";
    private static final String RULES = "cn-gbt-51129-2017";

    private final ApiClient client = new ApiClient();

    private ThreeJobs(String address, String token) {
        client.updateBaseUri(address);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }

    public static void run(String address, String token) throws Exception {
        ThreeJobs jobs = new ThreeJobs(address, token);
        jobs.register();
        jobs.report();
        jobs.read();
    }

    private void register() throws Exception {
        SpecPage specs = new CatalogueApi(client).listSpecs(null, null, null, null, null, null, "DBS1-67-3620", null, "zh");
        check("categoryLabel", "楼板", specs.getItems().get(0).getCategoryLabel());
        Project project = new ProjectsApi(client)
                .createProject(new ProjectInput().code(PROJECT).name("江宁一期").regionCode("320115"));
        check("project", PROJECT, project.getCode());
        new BuildingsApi(client)
                .createBuilding(
                        PROJECT,
                        new Building()
                                .code(BUILDING)
                                .name("1号楼")
                                .structure(StructuralSystem.CONCRETE)
                                .use(BuildingUse.RESIDENTIAL)
                                .storeys(18)
                                .floorAreaM2(new BigDecimal("9800.5")),
                        null);
        RegisteredTakeOff takeOff = new BuildingsApi(client)
                .putTakeOff(
                        BUILDING,
                        PROJECT,
                        new TakeOff()
                                .measures(Map.of("planArea", 9310, "verticalConcreteVolume", 1420))
                                .sources(Map.of("planArea", "JS-02")),
                        "DESIGN",
                        null,
                        null);
        check("take-off", TakeOffPhase.DESIGN, takeOff.getPhase());
        RegistrationResult bill = new ComponentsApi(client)
                .registerComponents(
                        PROJECT,
                        new BillOfComponents()
                                .addComponentsItem(new ComponentInput()
                                        .mark("YB-3")
                                        .building(BUILDING)
                                        .storeys("3-17")
                                        .quantity(60)
                                        .spec("DBS1-67-3620-31")),
                        null);
        check("created", 900L, bill.getCreated());
    }

    private void report() throws Exception {
        String component = "YB-3-03-001";
        EventBatchRequest batch = new EventBatchRequest()
                .addEventsItem(event(1, component, EventType.RELEASE, "2026-05-04T08:00:00+08:00").factory("F1"))
                .addEventsItem(event(2, component, EventType.STEP, "2026-05-06T09:30:00+08:00").step("CAST"))
                .addEventsItem(event(3, component, EventType.QC_PASS, "2026-05-08T16:20:00+08:00")
                        .inspector("Wu")
                        .certificate("HG-2026-00017"));
        EventBatchOutcome applied = new TrackingApi(client).reportEvents(PROJECT, batch, null, null);
        check("applied", 3L, applied.getApplied());
        check("outcome", EventOutcomeKind.APPLIED, applied.getOutcomes().get(2).getOutcome());
        check("repeated", 3L, new TrackingApi(client).reportEvents(PROJECT, batch, null, null).getRepeated());
        check("stage", ComponentStage.PRODUCED, new ComponentsApi(client).getComponent(component, PROJECT, null).getStage());
        List<RecordedEvent> history =
                new TrackingApi(client).listComponentEvents(component, PROJECT, null).getItems();
        check("history", EventType.QC_PASS, history.get(2).getEvent().getType());
        check("time", "2026-05-06T09:30:00+08:00", history.get(1).getEvent().getOccurredAt());
        check("progress", 1L, new TrackingApi(client)
                .getProgress(PROJECT, "building", null, null, null, null)
                .getItems()
                .get(0)
                .getProduced()
                .getPieces());
    }

    private static EventInput event(int number, String component, EventType type, String occurredAt) {
        return new EventInput()
                .eventId(UUID.fromString("0191f3c2-0000-7000-8000-0000000c000" + number))
                .component(component)
                .type(type)
                .occurredAt(occurredAt);
    }

    private void read() throws Exception {
        Rating rating = new RatingsApi(client).getRating(BUILDING, PROJECT, RULES, null, null, "DESIGN", null);
        check("kind", EvaluationKind.PRE_EVALUATION, rating.getKind());
        check("incomplete", true, rating.getResult().getPercent() != null);
        CountedComponentPage evidence = new RatingsApi(client)
                .listRatingEvidence(BUILDING, "q1b", PROJECT, RULES, null, "true", null, null, "DESIGN", "5", null);
        check("evidence", 5, evidence.getItems().size());
        check("total", 900L, evidence.getTotal());
        kinds();
    }

    /** Things of several kinds, sent and received. */
    private void kinds() throws Exception {
        RecordedRequirement requirement = new RequirementsApi(client)
                .createRequirement(
                        PROJECT,
                        new Requirement()
                                .code("R-1")
                                .ruleSet(RULES)
                                .measure(new RequiredMeasure(new PercentMeasure()
                                        .kind(PercentMeasure.KindEnum.PERCENT)
                                        .atLeast(new BigDecimal("50"))))
                                .source(new RequirementSource().document("出让合同")),
                        null);
        check("measure", 0, new BigDecimal("50")
                .compareTo(requirement.getMeasure().getPercentMeasure().getAtLeast()));
        ProjectCompliance compliance =
                new RequirementsApi(client).getCompliance(PROJECT, null, null, null, null, null, null, null, null);
        check("compliance", "R-1", compliance.getItems().get(0).getRequirement().getCode());
        WhatIf whatIf = new AdviceApi(client)
                .evaluateWhatIf(
                        BUILDING,
                        PROJECT,
                        RULES,
                        new WhatIfRequest()
                                .addChangesItem(new ScenarioChange(new RemoveChange()
                                        .kind(RemoveChange.KindEnum.REMOVE)
                                        .which(new ComponentSelector().mark("YB-3")))),
                        null);
        check("removed", 900L, whatIf.getApplied().get(0).getComponents());
        RuleSet rules = new RatingsApi(client).getRuleSet(RULES, null);
        check("percent", PercentOfWhatIsThere.class, rules.getPercent().getActualInstance().getClass());
        check("points", LinearPoints.class, rules.getGroups()
                .get(0)
                .getItems()
                .get(0)
                .getPoints()
                .getActualInstance()
                .getClass());
    }

    private static void check(String what, Object expected, Object is) {
        if (!expected.equals(is)) {
            throw new AssertionError(what + " is " + is + " and not " + expected);
        }
    }
}
