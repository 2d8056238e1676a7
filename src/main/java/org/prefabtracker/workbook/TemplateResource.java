package org.prefabtracker.workbook;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.problem.Problems;

/** The templates of workbooks for imports. */
@Path("/api/v1/templates")
@Tag(name = "Workbooks")
@RequiresPermission(Permission.PUBLIC)
public class TemplateResource {

    @Inject
    @All
    List<WorkbookImport<?>> nouns;

    @GET
    @Path("/{name}.xlsx")
    @Operation(
            operationId = "getTemplate",
            summary =
                    "An empty workbook with headers, examples, drop-down lists and instructions: specs, components, joints, take-off")
    public Response get(@PathParam("name") String name) throws IOException {
        for (WorkbookImport<?> noun : nouns) {
            if (noun.layout().name().equals(name)) {
                return WorkbookExporter.template(noun.layout());
            }
        }
        throw Problems.notFound("template", name);
    }
}
