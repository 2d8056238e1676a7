package org.prefabtracker.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;

/**
 * The document of the API (OpenAPI 3.1). It is a file in the repository, so that changes of the API are visible in reviews
 * and the start does not build it. A test compares it with the code.
 */
@Path("/q/openapi")
@RequiresPermission(Permission.PUBLIC)
public class ApiDocumentResource {

    private static final String YAML = "application/yaml";

    @GET
    @Produces(YAML)
    @Operation(hidden = true)
    public InputStream yaml() {
        return ApiDocumentResource.class.getResourceAsStream("/openapi.yaml");
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public JsonNode json() throws IOException {
        try (InputStream yaml = yaml()) {
            return new YAMLMapper().readTree(yaml);
        }
    }
}
