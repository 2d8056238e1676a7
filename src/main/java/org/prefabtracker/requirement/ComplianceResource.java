package org.prefabtracker.requirement;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.time.AsOf;
import org.prefabtracker.workbook.WorkbookExporter;

/** The compliance of a project with its requirements. */
@Path("/api/v1/projects/{project}/compliance")
@Tag(name = "Requirements")
@RequiresPermission(Permission.READ_PROJECT)
public class ComplianceResource {

    private static final int MONTHS = 6;
    private static final int MOST_MONTHS = 36;
    private static final String TREND =
            "The number of past ends of months in the trend, 0 to 36; 6 by default. Each takes as long as a "
                    + "rating as of a moment; events are read only once";

    @Inject
    ComplianceEvaluator compliances;

    @Inject
    WorkbookExporter exports;

    @Inject
    Clock clock;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** The compliance of a project with its requirements, by their code; {@code next} is null on the last page. */
    @Schema(name = "ProjectCompliance")
    public record Answer(
            String project,
            OffsetDateTime asOf,
            @JsonInclude(JsonInclude.Include.NON_NULL) OffsetDateTime knownAt,
            List<Compliance> items,
            String next,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long total) {}

    @GET
    @Operation(
            operationId = "getCompliance",
            summary =
                    "Whether each requirement of a project is met, building by building: by how much, under every lens, and the "
                            + "trend")
    public Answer compliance(
            @PathParam("project") String projectCode,
            @QueryParam("building") String building,
            @Parameter(description = TREND) @QueryParam("trend") String trend,
            @BeanParam AsOf asOf,
            @BeanParam Paging paging) {
        ComplianceTimeline times = times(asOf, trend);
        int limit = paging.limit();
        String after = paging.after();
        return Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key only = Building.filter(project, building);
            // one more than the limit shows whether there is another page; it costs little, because it shares the
            // ratings of
            // the others
            Paging.Page<Compliance> page = paging.page(
                    compliances.list(project, only, times, after, limit + 1),
                    compliance -> compliance.requirement().code(),
                    () -> compliances.count(project, only, times));
            return new Answer(
                    project.code(),
                    times.asOf(),
                    times.inZone(times.asked().knownAt()),
                    page.items(),
                    page.next(),
                    page.total());
        });
    }

    @GET
    @Path("/export")
    @Operation(
            operationId = "exportCompliance",
            summary = "The compliance of a project as a workbook, a row for each requirement and building")
    public Response export(
            @PathParam("project") String projectCode,
            @QueryParam("building") String building,
            @Parameter(description = TREND) @QueryParam("trend") String trend,
            @BeanParam AsOf asOf) {
        ComplianceTimeline times = times(asOf, trend);
        // wrong parameters are refused before the workbook begins
        List<Compliance> all = Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key only = Building.filter(project, building);
            return compliances.list(project, only, times, "", Integer.MAX_VALUE);
        });
        return exports.answer(ComplianceColumns.layout(times), rows -> ComplianceColumns.flat(all, rows));
    }

    private ComplianceTimeline times(AsOf asOf, String trend) {
        Instant now = clock.instant();
        return new ComplianceTimeline(asOf.moment(zone, now), now, zone, months(trend));
    }

    private static int months(String trend) {
        if (trend == null) {
            return MONTHS;
        }
        String months = trend.strip();
        if (!months.matches("[0-9]{1,2}") || Integer.parseInt(months) > MOST_MONTHS) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("trend"),
                    trend,
                    Violation.OUT_OF_RANGE,
                    "a number of months from 0, for no trend, to " + MOST_MONTHS));
        }
        return Integer.parseInt(months);
    }
}
