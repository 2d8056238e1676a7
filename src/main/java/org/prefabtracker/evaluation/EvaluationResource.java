package org.prefabtracker.evaluation;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.InsteadOfDelete;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Ratings of a building, frozen with all their inputs. */
@Path("/api/v1/projects/{project}/buildings/{building}/evaluations")
@Tag(name = "Evaluations")
@RequiresPermission(Permission.READ_PROJECT)
public class EvaluationResource {

    @Inject
    RuleSets ruleSets;

    @Inject
    EvaluationStore evaluations;

    @Inject
    AuditContext auditContext;

    @Inject
    Clock clock;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /**
     * The rating to freeze: the one that a read with the same values returns.
     *
     * @param lens DESIGN by default
     */
    @Schema(name = "EvaluationRequest")
    public record Draft(@NotBlank String ruleSet, Lens lens, String asOf, String knownAt) {}

    @POST
    @RequiresPermission(Permission.EVALUATE)
    @Operation(
            operationId = "createEvaluation",
            summary = "Freeze the rating of the building with all its inputs; if these are unchanged since an earlier "
                    + "evaluation of the same day, that evaluation is returned")
    public RestResponse<Evaluation> freeze(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            ParsedBody<Draft> sent) {
        Draft draft = sent.content();
        Violations violations = sent.violations();
        Instant now = clock.instant();
        ruleSets.check(draft.ruleSet(), new ErrorLocation.Pointer("/ruleSet"), violations);
        BitemporalPoint moment = new BitemporalPoint(
                BitemporalPoint.read(draft.asOf(), new ErrorLocation.Pointer("/asOf"), zone, now, violations),
                BitemporalPoint.read(draft.knownAt(), new ErrorLocation.Pointer("/knownAt"), zone, now, violations));
        violations.throwIfAny();
        RuleSet ruleSet = ruleSets.require(draft.ruleSet());
        Lens lens = draft.lens() == null ? Lens.DESIGN : draft.lens();
        return Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key building = Building.require(project, buildingCode);
            EvaluationStore.Frozen frozen = evaluations.freeze(project, building, ruleSet, lens, moment);
            Evaluation evaluation = frozen.evaluation();
            return ResponseBuilder.create(
                            frozen.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, evaluation)
                    .header("Location", evaluation.href())
                    .build();
        });
    }

    @GET
    @Operation(operationId = "listEvaluations", summary = "The evaluations of a building, the latest first")
    public Paging.Page<Evaluation> list(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @QueryParam("ruleSet") String ruleSet,
            @Takes(Lens.class) @QueryParam("lens") String lensName,
            @BeanParam Paging paging) {
        Lens lens = QueryParams.choice(Lens.class, "lens", lensName);
        String after = paging.after();
        int before = after.isEmpty() ? Integer.MAX_VALUE : evaluationNumber(after);
        if (before == 0) {
            throw paging.foreign();
        }
        return Transactions.read(() -> {
            Place place = place(projectCode, buildingCode);
            List<Evaluation> found = evaluations.list(
                    place.project(), place.code(), place.building(), ruleSet, lens, before, paging.limit() + 1);
            if (found.isEmpty() && ruleSet != null && ruleSets.find(ruleSet).isEmpty()) {
                // an evaluation may be by a rule set that is no longer there
                throw QueryParams.notFound("ruleSet", ruleSet, "rule set");
            }
            return paging.page(
                    found,
                    evaluation -> Integer.toString(evaluation.number()),
                    () -> EvaluationEntity.count(place.building(), ruleSet, lens));
        });
    }

    @GET
    @Path("/{number}")
    @InsteadOfDelete("An evaluation stays on record; freeze a new one: POST to the list of evaluations")
    @Operation(operationId = "getEvaluation", summary = "An evaluation with its whole rating, decimals as text")
    public Evaluation get(
            @PathParam("project") String project,
            @PathParam("building") String building,
            @PathParam("number") String number) {
        return Transactions.read(() -> require(project, building, evaluationNumber(number), number));
    }

    @GET
    @Path("/{number}/snapshot")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getEvaluationSnapshot",
            summary =
                    "The snapshot as it was stored; the SHA-256 of its bytes is stated by the evaluation and is the ETag")
    public Response snapshot(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("number") String number,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        Snapshot.Packed packed = Transactions.read(() -> evaluations
                .snapshot(place(projectCode, buildingCode).building(), evaluationNumber(number))
                .orElseThrow(() -> Problems.notFound("evaluation", number)));
        auditContext.exports();
        StreamingOutput output = out -> {
            try (InputStream in = EvaluationStore.unpacked(packed)) {
                in.transferTo(out);
            }
        };
        return bytes(packed.sha256(), ifNoneMatch, output);
    }

    @GET
    @Path("/{number}/result")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getEvaluationResult",
            summary = "The rating, computed again from the snapshot; the SHA-256 of its bytes is the ETag")
    public Response result(
            @PathParam("project") String project,
            @PathParam("building") String building,
            @PathParam("number") String number,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        Evaluation evaluation = Transactions.read(() -> require(project, building, evaluationNumber(number), number));
        return bytes(evaluation.resultSha256(), ifNoneMatch, (StreamingOutput)
                out -> out.write(evaluation.rating().getBytes(StandardCharsets.UTF_8)));
    }

    /** The content never changes: a client that has it gets 304. It is not cached otherwise, like all data of a project. */
    private static Response bytes(String sha256, String ifNoneMatch, StreamingOutput output) {
        String tag = "\"" + sha256 + "\"";
        boolean known = ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(each -> each.strip().replaceFirst("^W/", ""))
                        .anyMatch(each -> each.equals(tag) || each.equals("*"));
        return (known ? Response.notModified() : Response.ok(output, MediaType.APPLICATION_JSON))
                .header("ETag", tag)
                .build();
    }

    @GET
    @Path("/{number}/diff")
    @Operation(
            operationId = "compareEvaluations",
            summary =
                    "Why it differs from another evaluation: items, declared values and components, largest effect first; "
                            + "components are paged")
    public EvaluationDiff diff(
            @PathParam("project") String project,
            @PathParam("building") String buildingCode,
            @PathParam("number") String number,
            @QueryParam("from") String from,
            @BeanParam Paging paging) {
        if (from == null) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("from"),
                    null,
                    Violation.REQUIRED,
                    "the number of the evaluation to compare with"));
        }
        int other = number("from", from);
        DiffPage page = DiffPage.of(paging);
        List<EvaluationDiff.Side> sides = Transactions.read(() -> {
            Evaluation later = require(project, buildingCode, evaluationNumber(number), number);
            Place place = place(project, buildingCode);
            Building.Key building = place.building();
            Evaluation earlier = evaluations
                    .find(place.project(), place.code(), building, other)
                    .orElseThrow(() -> QueryParams.notFound("from", from, "evaluation"));
            return List.of(side(building, earlier), side(building, later));
        });
        return EvaluationDiff.of(sides.get(0), sides.get(1), page);
    }

    private EvaluationDiff.Side side(Building.Key building, Evaluation evaluation) {
        return new EvaluationDiff.Side(
                evaluation, evaluations.snapshot(building, evaluation.number()).orElseThrow());
    }

    /** @param given the number as it was sent */
    private Evaluation require(String projectCode, String buildingCode, int number, String given) {
        Place place = place(projectCode, buildingCode);
        return evaluations
                .find(place.project(), place.code(), place.building(), number)
                .orElseThrow(() -> Problems.notFound("evaluation", given));
    }

    /** The building that an address names. */
    private record Place(Project project, Building.Key building, String code) {}

    private Place place(String projectCode, String buildingCode) {
        return Transactions.read(() -> {
            Project project = Project.require(projectCode);
            return new Place(project, Building.require(project, buildingCode), Codes.normalise(buildingCode));
        });
    }

    /** The number of an evaluation; text that is not a number names none. */
    private static int evaluationNumber(String number) {
        return number.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(number) : 0;
    }

    private static int number(String parameter, String value) {
        int number = evaluationNumber(value.strip());
        if (number == 0) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter(parameter),
                    value,
                    Violation.WRONG_TYPE,
                    "the number of an evaluation"));
        }
        return number;
    }
}
