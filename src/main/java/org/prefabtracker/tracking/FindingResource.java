package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Paging;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;

/** What a reviewer should look at. */
@Path("/api/v1/projects/{project}/findings")
@Tag(name = "Tracking")
public class FindingResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Findings findings;

    @GET
    @Operation(
            summary =
                    "What does not fit together in the histories of a project, in the order in which it became known: "
                            + "holds reported after what they would have stopped")
    public Paging.Page<Findings.Finding> list(@PathParam("project") String project, @BeanParam Paging paging) {
        long after = after(paging);
        Paging.Page<Findings.Placed> page = paging.page(
                jdbi.withHandle(
                        handle -> findings.list(handle, Project.require(handle, project), after, paging.limit() + 1)),
                placed -> Long.toString(placed.arrival()));
        List<Findings.Finding> items =
                page.items().stream().map(Findings.Placed::finding).toList();
        return new Paging.Page<>(items, page.next());
    }

    private static long after(Paging paging) {
        String after = paging.after();
        if (after.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException notOurs) {
            throw Problems.of(Fault.of(
                    new Place.Parameter("cursor"), null, Fault.UNKNOWN_VALUE, "take the `next` of an earlier page"));
        }
    }
}
