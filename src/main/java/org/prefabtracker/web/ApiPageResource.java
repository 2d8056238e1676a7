package org.prefabtracker.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;

/** Redirects to the page to try the API, whose files are in META-INF/resources/q/swagger-ui. */
@Path("/q/swagger-ui")
@RequiresPermission(Permission.PUBLIC)
public class ApiPageResource {

    @GET
    @Operation(hidden = true)
    public Response page() {
        return Response.seeOther(URI.create("/q/swagger-ui/")).build();
    }
}
