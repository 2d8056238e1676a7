package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.ProjectMembership;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.shared.problem.Problems;

/** What the label of a piece says to somebody who stands before it. */
@Path("/api/v1/tags/{tag}")
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Tracking")
@RequiresPermission(Permission.SIGNED_IN)
public class TagResource {

    @Inject
    Jdbi jdbi;

    @Inject
    HistoryReader histories;

    @Inject
    CurrentUser currentUser;

    /**
     * The piece a label names.
     *
     * @param component what it fills, or filled last: the stage says whether it still does
     * @param specOwner the organisation whose spec it is; null: it is the standard's
     * @param count how many the lot stands for, and {@code netQuantity} how many of it were built in
     * @param producedOn and the other days: when it reached the stage for the last time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Label(
            String tag,
            String project,
            String component,
            String mark,
            String building,
            String storey,
            String position,
            String spec,
            String specOwner,
            int specRevision,
            String specName,
            int count,
            BigDecimal netQuantity,
            String factory,
            PieceStage stage,
            List<String> holds,
            String place,
            LocalDate dueOn,
            LocalDate releasedOn,
            LocalDate producedOn,
            LocalDate shippedOn,
            LocalDate deliveredOn,
            LocalDate installedOn,
            LocalDate acceptedOn) {}

    /** Where a piece is found. */
    public record Key(long projectId, String project, long id, String factory) {}

    @GET
    @Operation(summary = "Which piece a label names, what it is for and where it stands")
    public Label get(@PathParam("tag") String typed) {
        return jdbi.withHandle(handle -> {
            Key key = require(handle, typed);
            return TagStore.label(handle, key);
        });
    }

    @GET
    @Path("/events")
    @Operation(summary = "The history of the piece a label names, in the order in which it happened")
    public HistoryReader.RecordedHistory history(@PathParam("tag") String typed) {
        return jdbi.withHandle(handle -> {
            Key key = require(handle, typed);
            return histories.ofPiece(handle, key.projectId(), key.id());
        });
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404, whose code tells a mistyped tag from an unknown one */
    private Key require(Handle handle, String typed) {
        String tag = PieceTag.normalise(typed);
        if (!PieceTag.isWellFormed(tag)) {
            throw notFound(RefusalReason.MISTYPED_TAG, PieceTag.MISTYPED);
        }
        Key key = TagStore.find(handle, currentUser.account(), tag).orElseThrow(() -> unknown(tag));
        // as what one takes part is told by the project, not by what one's organisation is elsewhere
        currentUser.enter(ProjectMembership.in(handle, currentUser.account(), key.project())
                .orElseThrow(() -> unknown(tag)));
        if (currentUser.factory().filter(own -> !own.equals(key.factory())).isPresent()) {
            throw unknown(tag);
        }
        return key;
    }

    private static RuntimeException unknown(String tag) {
        return notFound(RefusalReason.NOT_FOUND, "There is no tag " + tag);
    }

    private static RuntimeException notFound(RefusalReason reason, String detail) {
        return Problems.builder(404, detail).with("code", reason).build();
    }
}
