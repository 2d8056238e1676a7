package org.prefabtracker.component;

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
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.workbook.Upload;
import org.prefabtracker.workbook.WorkbookExporter;
import org.prefabtracker.workbook.WorkbookImporter;

/** The bill of components as a workbook: import and export. */
@Path("/api/v1/projects/{project}/components")
@Tag(name = "Components")
@RequiresPermission(Permission.READ_BILL)
public class ComponentWorkbookResource {

    @Inject
    ComponentSheet sheet;

    @Inject
    ComponentQueries components;

    @Inject
    WorkbookImporter imports;

    @Inject
    WorkbookExporter exports;

    @Inject
    CurrentUser currentUser;

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
            operationId = "importComponents",
            summary =
                    "Register the components of a workbook (part `file`): all or none; dryRun only returns what would happen")
    public Response take(@PathParam("project") String project, @BeanParam Upload upload) {
        return imports.answer(sheet, project, upload);
    }

    @GET
    @Path("/export")
    @Operation(operationId = "exportComponents", summary = "The bill as a workbook, which imports again as unchanged")
    public Response export(@PathParam("project") String code) {
        Project project = Transactions.read(() -> Project.require(code));
        String factory = currentUser.factory().orElse(null);
        return exports.answer(sheet.layout(), rows -> components.each(project, factory, rows));
    }
}
