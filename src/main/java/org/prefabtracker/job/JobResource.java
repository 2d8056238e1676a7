package org.prefabtracker.job;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;

/** Jobs that were requested with {@code Prefer: respond-async}. */
@Path("/api/v1/jobs")
@Tag(name = "Jobs")
@RequiresPermission(Permission.SIGNED_IN)
public class JobResource {

    @Inject
    JobQueue jobs;

    @GET
    @Path("/{id}")
    @Operation(operationId = "getJob", summary = "The state of a job: its progress, then its result or problem")
    public Job get(@PathParam("id") String id) {
        return jobs.require(id);
    }
}
