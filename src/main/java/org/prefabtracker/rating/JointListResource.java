package org.prefabtracker.rating;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingStore;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.facts.AsOfReader;
import org.prefabtracker.rating.facts.AsOfTables;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.DeclarationsReader;
import org.prefabtracker.rating.facts.JointFactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.measure.JointEligibility;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.time.BitemporalPoint;

/** The joints of a building, each with whether it counts under a rule set and a lens, and the reasons if not. */
@Path("/api/v1/projects/{project}/buildings/{building}/joints")
@Tag(name = "Joints")
@RequiresPermission(Permission.READ_PROJECT)
public class JointListResource {

    @Inject
    Clock clock;

    @Inject
    RuleSets ruleSets;

    @Inject
    DeclarationsReader declarations;

    @Inject
    AsOfReader asOf;

    @Inject
    BuildingStore buildings;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** The rule set, lens and moment that decide which joints count; without a rule set nothing is decided. */
    private record Question(RuleSet ruleSet, Lens lens, BitemporalPoint moment) {}

    @GET
    @Operation(
            operationId = "listJoints",
            summary =
                    "List joints, by code; with `ruleSet` each with whether it counts under the lens and why not. `item` lists those "
                            + "of an item, `counts` those that count or those that do not")
    public Paging.Page<ListedJoint> list(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @QueryParam("ruleSet") String ruleSetId,
            @QueryParam("item") String item,
            @Takes(Boolean.class) @QueryParam("counts") String counts,
            @Takes(JointKind.class) @QueryParam("kind") String kindName,
            @QueryParam("storey") String storey,
            @BeanParam RatingQuery query,
            @BeanParam Paging paging) {
        Question question = question(ruleSetId, query);
        Boolean counting = QueryParams.flag("counts", counts);
        JointKind kind = QueryParams.choice(JointKind.class, "kind", kindName);
        check(question.ruleSet(), item, counting);
        boolean any = item == null && counting == null;
        int rows = paging.limit() + 1;
        return Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key building = Building.require(project, buildingCode);
            if (storey != null && !buildings.hasStorey(building, storey)) {
                throw QueryParams.notFound("storey", storey, "storey");
            }
            JointFactsReader.Wanted wanted = new JointFactsReader.Wanted(
                    new Long[] {building.id()},
                    null,
                    kind == null ? null : kind.name(),
                    Codes.normalise(storey),
                    paging.after(),
                    any ? rows : null);
            JointEligibility eligibility = eligibility(project, building, question);
            try (Stream<JointFactsReader.Row> found = read(project, building, question, wanted)) {
                return paging.page(
                        found.map(row -> ListedJoint.of(row, eligibility))
                                .filter(joint -> joint.isOf(item, counting))
                                .limit(rows)
                                .toList(),
                        ListedJoint::code,
                        () -> count(project, building, question, wanted.all(), item, counting));
            }
        });
    }

    /** Whether a joint counts is decided one by one. */
    private long count(
            Project project,
            Building.Key building,
            Question question,
            JointFactsReader.Wanted wanted,
            String item,
            Boolean counting) {
        JointEligibility eligibility = eligibility(project, building, question);
        try (Stream<JointFactsReader.Row> all = read(project, building, question, wanted)) {
            return all.map(row -> ListedJoint.of(row, eligibility))
                    .filter(joint -> joint.isOf(item, counting))
                    .count();
        }
    }

    @GET
    @Path("/{code}")
    @Operation(operationId = "getJoint", summary = "A joint, with its ETag; also a cancelled one")
    public RestResponse<ListedJoint> get(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("code") String code,
            @QueryParam("ruleSet") String ruleSetId,
            @BeanParam RatingQuery query) {
        Question question = question(ruleSetId, query);
        return Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key building = Building.require(project, buildingCode);
            JointFactsReader.Wanted wanted = new JointFactsReader.Wanted(
                    new Long[] {building.id()}, Codes.normalise(code), null, null, "", null);
            JointEligibility eligibility = eligibility(project, building, question);
            try (Stream<JointFactsReader.Row> found = read(project, building, question, wanted)) {
                ListedJoint joint = found.findFirst()
                        .map(row -> ListedJoint.of(row, eligibility))
                        .orElseThrow(() -> Problems.notFound("joint", code));
                return Etags.answer(Status.OK, joint, joint.version());
            }
        });
    }

    private Question question(String ruleSetId, RatingQuery query) {
        Violations violations = new Violations();
        ruleSets.check(ruleSetId, new ErrorLocation.Parameter("ruleSet"), violations);
        violations.throwIfAny();
        return new Question(ruleSetId == null ? null : ruleSets.require(ruleSetId), query.lens(), query.moment(clock));
    }

    private static void check(RuleSet ruleSet, String item, Boolean counting) {
        if (ruleSet == null && (item != null || counting != null)) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("ruleSet"),
                    null,
                    Violation.REQUIRED,
                    "the rule set by which joints count"));
        }
        if (item != null && ruleSet.items().noneMatch(each -> each.id().equals(item))) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("item"),
                    item,
                    Violation.UNKNOWN_VALUE,
                    "one of "
                            + String.join(
                                    ", ", ruleSet.items().map(RuleSet.Item::id).toList())));
        }
    }

    private JointEligibility eligibility(Project project, Building.Key building, Question question) {
        if (question.ruleSet() == null) {
            return null;
        }
        BuildingFacts grounds = declarations
                .grounds(
                        project,
                        building,
                        question.lens(),
                        question.moment().day(zone, clock.instant()),
                        question.moment())
                .orElseThrow(() -> AsOfReader.notKnown(question.moment()));
        return new JointEligibility(question.ruleSet(), grounds);
    }

    private Stream<JointFactsReader.Row> read(
            Project project, Building.Key building, Question question, JointFactsReader.Wanted wanted) {
        AsOfTables tables = asOf.tables(project, List.of(building.id()), question.moment());
        return JointFactsReader.read(project, wanted, question.lens(), tables);
    }
}
