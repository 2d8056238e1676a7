package org.prefabtracker.plausibility;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.workbook.WorkbookExporter;

/** Findings for reviewers: what is impossible or unlikely in the records of a project. */
@Path("/api/v1/projects/{project}/findings")
@Tag(name = "Findings")
@RequiresPermission(Permission.READ_PROJECT)
public class FindingResource {

    @Inject
    CheckRunner checks;

    @Inject
    WorkbookExporter exports;

    @GET
    @Operation(
            operationId = "listFindings",
            summary =
                    "What is impossible (ERROR) or unlikely (WARNING) in the records of a project, by kind: more than the "
                            + "total, less concrete than the pieces of a lot hold, a serial number or certificate used "
                            + "twice, installed more than cast or before it was delivered, late holds, thin storeys")
    public Paging.Page<Finding> list(
            @PathParam("project") String project,
            @Takes(FindingKind.class) @QueryParam("kind") String kind,
            @Takes(Severity.class) @QueryParam("severity") String severity,
            @QueryParam("building") String building,
            @BeanParam Paging paging) {
        Set<FindingKind> kinds = kinds(kind, severity);
        int limit = paging.limit();
        CheckRunner.Position after = checks.position(paging.after()).orElseThrow(paging::foreign);
        Paging.Page<CheckRunner.Found> page = Transactions.inSnapshot(() -> {
            Check.Scope scope = scope(project, building);
            return paging.page(
                    checks.after(scope, kinds, after, limit + 1),
                    found -> found.position().text(),
                    () -> checks.count(scope, kinds));
        });
        List<Finding> items =
                page.items().stream().map(CheckRunner.Found::finding).toList();
        return new Paging.Page<>(items, page.next(), page.total());
    }

    @GET
    @Path("/export")
    @Operation(operationId = "exportFindings", summary = "The findings as a workbook")
    public Response export(
            @PathParam("project") String code,
            @Takes(FindingKind.class) @QueryParam("kind") String kind,
            @Takes(Severity.class) @QueryParam("severity") String severity,
            @QueryParam("building") String building) {
        Set<FindingKind> kinds = kinds(kind, severity);
        Check.Scope scope = Transactions.read(() -> scope(code, building));
        return exports.answer(FindingColumns.LAYOUT, rows -> checks.each(scope, kinds, rows));
    }

    private static Check.Scope scope(String code, String building) {
        Project project = Project.require(code);
        Building.filter(project, building);
        return new Check.Scope(project, Codes.normalise(building));
    }

    private static Set<FindingKind> kinds(String kind, String severity) {
        return CheckRunner.kinds(
                QueryParams.choice(FindingKind.class, "kind", kind),
                QueryParams.choice(Severity.class, "severity", severity));
    }
}
