package org.prefabtracker.job;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.shared.Problems;

/** Long work that was asked for with {@code Prefer: respond-async}. */
@Path("/api/v1/jobs")
@Tag(name = "Jobs")
public class JobResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Jobs jobs;

    @GET
    @Path("/{id}")
    @Operation(summary = "Where a job stands: its progress, then its result or problem")
    public Job get(@PathParam("id") String id) {
        return uuid(id).flatMap(known -> jdbi.withHandle(handle -> jobs.find(handle, known)))
                .orElseThrow(() -> Problems.notFound("job", id));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
