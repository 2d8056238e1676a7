package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.mapper.Nested;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.ProjectMembershipSql;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.component.PieceStage;
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

    /**
     * The piece that a label names.
     *
     * @param component the component that it fills, or filled last; the stage decides which
     * @param count how many parts a lot stands for; {@code netQuantity} is how many of them were installed
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
            @Nested @JsonUnwrapped OfSpec ofSpec,
            int count,
            BigDecimal netQuantity,
            String factory,
            PieceStage stage,
            List<String> holds,
            String place,
            LocalDate dueOn,
            @Nested @JsonUnwrapped Reached reached) {}

    /**
     * The spec of a piece.
     *
     * @param specOwner the organisation that owns the spec; null: the standard
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfSpec(String spec, String specOwner, int specRevision, String specName) {}

    /** The days on which a piece last reached its stages; null where it has not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reached(
            LocalDate releasedOn,
            LocalDate producedOn,
            LocalDate shippedOn,
            LocalDate deliveredOn,
            LocalDate installedOn,
            LocalDate acceptedOn) {}

    /** Where a piece is found. */
    public record Key(long projectId, String project, long id, String factory) {}

    @GET
    @Operation(summary = "The piece that a label names, its component and its stage")
    public Label get(@PathParam("tag") String typed) {
        return Transactions.read(() -> {
            Key key = require(typed);
            return TagStore.label(key);
        });
    }

    @GET
    @Path("/events")
    @Operation(summary = "The history of the piece a label names, in the order in which it happened")
    public HistoryReader.RecordedHistory history(@PathParam("tag") String typed) {
        return Transactions.read(() -> {
            Key key = require(typed);
            return histories.ofPiece(key.projectId(), key.id());
        });
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404; its code distinguishes a mistyped tag from an unknown one */
    private Key require(String typed) {
        String tag = PieceTag.normalise(typed);
        if (!PieceTag.isWellFormed(tag)) {
            throw notFound(RefusalReason.MISTYPED_TAG, PieceTag.MISTYPED);
        }
        Key key = TagStore.find(currentUser.account(), tag).orElseThrow(() -> unknown(tag));
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
