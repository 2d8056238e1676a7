package org.prefabtracker.project;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.workbook.Upload;
import org.prefabtracker.workbook.WorkbookExporter;
import org.prefabtracker.workbook.WorkbookImporter;

/** The declared quantities of all buildings in and out as a workbook. */
@Path("/api/v1/projects/{project}/take-off")
@Tag(name = "Buildings")
@RequiresPermission(Permission.READ_PROJECT)
public class TakeOffWorkbookResource {

    @Inject
    TakeOffSheet sheet;

    @Inject
    WorkbookImporter imports;

    @Inject
    WorkbookExporter exports;

    @POST
    @LargeBody(LargeBody.Holds.FILE)
    @RequiresPermission(Permission.EDIT_BILL)
    @Path("/import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @APIResponse(
            responseCode = "200",
            description = "What was registered, or would be",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = WorkbookImporter.Imported.class)))
    @Operation(
            operationId = "importTakeOffs",
            summary =
                    "Declare the quantities of a workbook (part `file`): all or none; they replace those of the building"
                            + " and phase")
    public Response take(@PathParam("project") String project, @BeanParam Upload upload) {
        return imports.answer(sheet, project, upload);
    }

    @GET
    @Path("/export")
    @Operation(
            operationId = "exportTakeOffs",
            summary = "The declared quantities in force as a workbook, which imports again as unchanged")
    public Response export(@PathParam("project") String code) {
        Project project = Transactions.read(() -> Project.require(code));
        return exports.answer(sheet.layout(), rows -> sheet.each(project, rows));
    }
}
