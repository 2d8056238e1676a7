package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.ProjectMembershipSql;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/** The piece that the tag on a label names, for a user in front of the piece. */
@Path("/api/v1/tags/{tag}")
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Tracking")
@RequiresPermission(Permission.SIGNED_IN)
public class TagResource {

    @Inject
    HistoryReader histories;

    @Inject
    CurrentUser currentUser;

    @GET
    @Operation(operationId = "getTag", summary = "The piece that a label names, its component and its stage")
    public Label get(@PathParam("tag") String typed) {
        return Transactions.read(() -> {
            TagStore.Key key = require(typed);
            return TagStore.label(key);
        });
    }

    @GET
    @Path("/events")
    @Operation(
            operationId = "listTagEvents",
            summary = "The history of the piece a label names, in the order in which it happened")
    public HistoryReader.RecordedHistory history(@PathParam("tag") String typed) {
        return Transactions.read(() -> {
            TagStore.Key key = require(typed);
            return histories.ofPiece(key.projectId(), key.id());
        });
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404; its code distinguishes a mistyped tag from an unknown one */
    private TagStore.Key require(String typed) {
        String tag = PieceTag.normalise(typed);
        if (!PieceTag.isWellFormed(tag)) {
            throw notFound(RefusalReason.MISTYPED_TAG, PieceTag.MISTYPED);
        }
        TagStore.Key key = TagStore.find(currentUser.account(), tag).orElseThrow(() -> unknown(tag));
        // the project decides as what the organisation of the current user takes part
        currentUser.enter(
                ProjectMembershipSql.in(currentUser.account(), key.project()).orElseThrow(() -> unknown(tag)));
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
