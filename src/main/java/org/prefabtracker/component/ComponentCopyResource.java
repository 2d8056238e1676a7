package org.prefabtracker.component;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Registered;
import org.prefabtracker.shared.Transact;

/** 3# is like 1#. */
@Path("/api/v1/projects/{project}/buildings/{building}/components")
@Tag(name = "Components")
@Needs(Right.EDIT_BILL)
public class ComponentCopyResource {

    @Inject
    Jdbi jdbi;

    @Inject
    ComponentCopy copies;

    @POST
    @Path("/copy")
    @Operation(
            summary = "Copy the components of another building of the project; again, it takes over what changed there")
    public Registered copy(
            @PathParam("project") String projectCode,
            @PathParam("building") String building,
            @QueryParam("from") String from) {
        String source = Codes.normalise(from);
        String target = Codes.normalise(building);
        if (source == null || source.isEmpty()) {
            throw refused(from, Fault.REQUIRED, "say which building to copy");
        }
        if (source.equals(target)) {
            throw refused(from, Fault.INCONSISTENT, "a building is like itself already");
        }
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Project project = Project.require(handle, projectCode);
            Building.require(handle, project, target);
            if (Building.key(handle, project, source).isEmpty()) {
                throw refused(from, Fault.NOT_FOUND, "the project has no such building");
            }
            return copies.copy(handle, project, source, target);
        }));
    }

    private static RuntimeException refused(String from, String code, String message) {
        return Problems.of(Fault.of(new Place.Parameter("from"), from, code, message));
    }
}
