package org.prefabtracker.component;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.text.Codes;

/** Copies the bill of a building to another building. */
@Path("/api/v1/projects/{project}/buildings/{building}/components")
@Tag(name = "Components")
@RequiresPermission(Permission.EDIT_BILL)
public class ComponentCopyResource {

    @Inject
    ComponentCopy copies;

    @POST
    @Path("/copy")
    @Operation(
            operationId = "copyComponents",
            summary =
                    "Copy the components of another building of the project; when repeated, changes there are taken over")
    public UpsertResult copy(
            @PathParam("project") String projectCode,
            @PathParam("building") String building,
            @QueryParam("from") String from) {
        String source = Codes.normalise(from);
        String target = Codes.normalise(building);
        if (source == null || source.isEmpty()) {
            throw refused(from, Violation.REQUIRED, "the code of the building to copy");
        }
        if (source.equals(target)) {
            throw refused(from, Violation.INCONSISTENT, "a building cannot be copied to itself");
        }
        return Transactions.longWrite(() -> {
            Project project = Project.require(projectCode);
            Building.require(project, target);
            if (Building.key(project, source).isEmpty()) {
                throw refused(from, Violation.NOT_FOUND, "the project has no such building");
            }
            return copies.copy(project, source, target);
        });
    }

    private static RuntimeException refused(String from, String code, String message) {
        return Problems.of(Violation.of(new ErrorLocation.Parameter("from"), from, code, message));
    }
}
