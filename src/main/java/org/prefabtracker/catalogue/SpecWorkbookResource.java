package org.prefabtracker.catalogue;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.workbook.Upload;
import org.prefabtracker.workbook.WorkbookExporter;
import org.prefabtracker.workbook.WorkbookImporter;

/** The catalogue in and out as a workbook. */
@Path("/api/v1/specs")
@Tag(name = "Catalogue")
@RequiresPermission(Permission.SIGNED_IN)
public class SpecWorkbookResource {

    @Inject
    SpecSheet sheet;

    @Inject
    SpecStore specs;

    @Inject
    WorkbookImporter imports;

    @Inject
    WorkbookExporter exports;

    @Inject
    CurrentUser currentUser;

    @POST
    @LargeBody(LargeBody.Holds.FILE)
    @RequiresPermission(Permission.EDIT_CATALOGUE)
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
            operationId = "importSpecs",
            summary = "Register the specs of a workbook (part `file`): all or none; dryRun stores nothing")
    public Response take(@BeanParam Upload upload) {
        return imports.answer(sheet, null, upload);
    }

    @GET
    @Path("/export")
    @Operation(
            operationId = "exportSpecs",
            summary =
                    "The specs in force that the caller can register, a designer's own or the standard's, as a workbook that can be imported unchanged")
    public Response export(@Parameter(description = SpecOwner.PARAMETER) @QueryParam("owner") String owner) {
        Account account = currentUser.account();
        String named = owner == null ? SpecOwner.of(account).code() : owner;
        // a wrong parameter is refused before the workbook begins
        Transactions.read(() -> SpecOwner.filter(account, named));
        return exports.answer(
                sheet.layout(), rows -> SpecOwner.seenBy(account, named).forEach(seen -> specs.each(seen, rows)));
    }
}
