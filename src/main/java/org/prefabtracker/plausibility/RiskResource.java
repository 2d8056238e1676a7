package org.prefabtracker.plausibility;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.workbook.WorkbookExporter;

/** The projects of a region at risk, for its regulator. */
@Path("/api/v1/regions/{code}/risks")
@Tag(name = "Regions")
@RequiresPermission(Permission.READ_REGION)
public class RiskResource {

    @Inject
    RiskFinder risks;

    @Inject
    WorkbookExporter exports;

    @GET
    @Operation(
            operationId = "listRisks",
            summary =
                    "The projects of a region that miss requirements now, with target and value, or whose records have "
                            + "findings, counted by kind; by code")
    public Paging.Page<ProjectAtRisk> list(@PathParam("code") String code, @BeanParam Paging paging) {
        int limit = paging.limit();
        String after = paging.after();
        return Transactions.inSnapshot(() -> {
            Region region = Region.require(code);
            return paging.page(
                    risks.after(region, after, limit + 1), ProjectAtRisk::project, () -> risks.count(region));
        });
    }

    @GET
    @Path("/export")
    @Operation(
            operationId = "exportRisks",
            summary =
                    "The projects of a region at risk as a workbook, a row for each missed requirement and each kind of finding")
    public Response export(@PathParam("code") String code) {
        Region region = Transactions.read(() -> Region.require(code));
        return exports.answer(RiskColumns.LAYOUT, rows -> risks.each(region, risk -> RiskColumns.flat(risk, rows)));
    }
}
