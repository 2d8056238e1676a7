package org.prefabtracker.rating;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.AsOf;
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Etags;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Filter;
import org.prefabtracker.shared.Moment;
import org.prefabtracker.shared.Paging;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;

/** The joints of a building, each with whether it counts under a rule set and a lens, and why not. */
@Path("/api/v1/projects/{project}/buildings/{building}/joints")
@Tag(name = "Joints")
@Needs(Right.READ_PROJECT)
public class JointListResource {

    @Inject
    Jdbi jdbi;

    @Inject
    RuleSets ruleSets;

    @Inject
    Measurement measurement;

    @Inject
    Retrospect retrospect;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** What joints are judged by; a rule set of null judges none. */
    private record Question(RuleSet ruleSet, Lens lens, Moment moment) {}

    @GET
    @Operation(
            summary =
                    "List joints, by code; with `ruleSet` each with whether it counts under the lens and why not. `item` lists those "
                            + "of an item, `counts` those that count or those that do not")
    public Paging.Page<ListedJoint> list(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @QueryParam("ruleSet") String ruleSetId,
            @QueryParam("lens") String lens,
            @QueryParam("item") String item,
            @QueryParam("counts") String counts,
            @QueryParam("kind") String kindName,
            @QueryParam("storey") String storey,
            @BeanParam AsOf asOf,
            @BeanParam Paging paging) {
        Question question = question(ruleSetId, lens, asOf);
        Boolean counting = Filter.flag("counts", counts);
        JointKind kind = Filter.choice(JointKind.class, "kind", kindName);
        check(question.ruleSet(), item, counting);
        boolean any = item == null && counting == null;
        int rows = paging.limit() + 1;
        return atOneMoment(handle -> {
            Project project = Project.require(handle, projectCode);
            Building.Key building = Building.require(handle, project, buildingCode);
            JointSchedule.Wanted wanted = new JointSchedule.Wanted(
                    new Long[] {building.id()},
                    null,
                    kind == null ? null : kind.name(),
                    Codes.normalise(storey),
                    paging.after(),
                    any ? rows : null);
            JointJudge judge = judge(handle, project, building, question);
            try (Stream<JointSchedule.Row> found = read(handle, project, building, question, wanted)) {
                return paging.page(
                        found.map(row -> ListedJoint.of(row, judge))
                                .filter(joint -> joint.isOf(item, counting))
                                .limit(rows)
                                .toList(),
                        ListedJoint::code);
            }
        });
    }

    @GET
    @Path("/{code}")
    @Operation(summary = "A joint, with the ETag to change it by; one that was cancelled says so")
    public RestResponse<ListedJoint> get(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("code") String code,
            @QueryParam("ruleSet") String ruleSetId,
            @QueryParam("lens") String lens,
            @BeanParam AsOf asOf) {
        Question question = question(ruleSetId, lens, asOf);
        return atOneMoment(handle -> {
            Project project = Project.require(handle, projectCode);
            Building.Key building = Building.require(handle, project, buildingCode);
            JointSchedule.Wanted wanted =
                    new JointSchedule.Wanted(new Long[] {building.id()}, Codes.normalise(code), null, null, "", null);
            JointJudge judge = judge(handle, project, building, question);
            try (Stream<JointSchedule.Row> found = read(handle, project, building, question, wanted)) {
                ListedJoint joint = found.findFirst()
                        .map(row -> ListedJoint.of(row, judge))
                        .orElseThrow(() -> Problems.notFound("joint", code));
                return ResponseBuilder.create(Status.OK, joint)
                        .header("ETag", Etags.of(joint.version()))
                        .build();
            }
        });
    }

    private Question question(String ruleSetId, String lens, AsOf asOf) {
        return new Question(
                ruleSetId == null ? null : ruleSets.require(ruleSetId),
                lens == null ? Lens.DESIGN : Filter.choice(Lens.class, "lens", lens),
                asOf.moment(zone, Instant.now()));
    }

    private static void check(RuleSet ruleSet, String item, Boolean counting) {
        if (ruleSet == null && (item != null || counting != null)) {
            throw Problems.of(Fault.of(
                    new Place.Parameter("ruleSet"), null, Fault.REQUIRED, "the rule set by which joints count"));
        }
        if (item != null && ruleSet.items().noneMatch(each -> each.id().equals(item))) {
            throw Problems.of(Fault.of(
                    new Place.Parameter("item"),
                    item,
                    Fault.UNKNOWN_VALUE,
                    "one of "
                            + String.join(
                                    ", ", ruleSet.items().map(RuleSet.Item::id).toList())));
        }
    }

    private JointJudge judge(Handle handle, Project project, Building.Key building, Question question) {
        if (question.ruleSet() == null) {
            return null;
        }
        Facts grounds = measurement
                .grounds(
                        handle,
                        project,
                        building,
                        question.lens(),
                        question.moment().day(zone, Instant.now()),
                        question.moment())
                .orElseThrow(() -> Retrospect.notKnown(question.moment()));
        return new JointJudge(question.ruleSet(), grounds);
    }

    private Stream<JointSchedule.Row> read(
            Handle handle, Project project, Building.Key building, Question question, JointSchedule.Wanted wanted) {
        Then then = question.moment().equals(Moment.NOW)
                ? Then.NOW
                : retrospect.then(handle, project, List.of(building.id()), question.moment());
        return JointSchedule.read(handle, project, wanted, question.lens(), then).stream();
    }

    /** What several statements read belongs together. */
    private <T> T atOneMoment(Function<Handle, T> read) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, read::apply);
    }
}
