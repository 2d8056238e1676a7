package org.prefabtracker.workbook;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.job.Job;
import org.prefabtracker.job.JobQueue;
import org.prefabtracker.shared.audit.AuditContext;

/** The marked workbook of an import that was a job. */
@Path("/api/v1/jobs/{id}/workbook")
@Tag(name = "Jobs")
@RequiresPermission(Permission.SIGNED_IN)
public class JobWorkbookResource {

    @Inject
    JobQueue jobs;

    @Inject
    AuditContext auditContext;

    @GET
    @Operation(
            operationId = "getJobWorkbook",
            summary =
                    "The workbook of an ended import with wrong cells marked, if the import was sent with the media type of workbooks in Accept")
    public Response get(@PathParam("id") String id) {
        Job job = jobs.requireWorkbook(id);
        auditContext.exports();
        StreamingOutput output = out -> {
            java.nio.file.Path file = Files.createTempFile("job", ".xlsx");
            try {
                // the transaction ends before the first byte is sent: a slow reader must not hold it open
                jobs.copyWorkbook(job, file);
                Files.copy(file, out);
            } finally {
                Files.delete(file);
            }
        };
        return WorkbookExporter.file(WorkbookExporter.MARKED, output).build();
    }
}
