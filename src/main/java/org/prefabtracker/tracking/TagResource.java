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
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
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
            return handle.createQuery("""
                            select p.tag, j.code as project, c.code as component, c.mark, b.code as building, s.code as storey,
                              c.position, t.code as spec,
                              (select o.code from organisation o where o.id = t.owner_id) as spec_owner, p.spec_revision, r.name as spec_name, c.count, p.net_quantity, p.factory,
                              p.stage, p.holds, p.place, p.due_on, p.released_on, p.produced_on, p.shipped_on, p.delivered_on,
                              p.installed_on, p.accepted_on
                            from piece p
                            join project j on j.id = p.project_id
                            join component c on c.project_id = p.project_id and c.id = p.component_id
                            join building b on b.project_id = c.project_id and b.id = c.building_id
                            join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                            join spec t on t.id = p.spec_id
                            join spec_revision r on r.spec_id = p.spec_id and r.revision = p.spec_revision
                            where p.project_id = :project and p.id = :id""")
                    .bind("project", key.projectId())
                    .bind("id", key.id())
                    .map(ConstructorMapper.of(Label.class))
                    .one();
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
        Key key = ProjectMembership.bind(handle.createQuery("""
                                select p.project_id, project.code as project, p.id, p.factory
                                from project join piece p on p.project_id = project.id
                                where project.number = :number and p.tag = :tag and\s""" + ProjectMembership.VISIBLE), currentUser.account())
                .bind("number", PieceTag.project(tag))
                .bind("tag", tag)
                .map(ConstructorMapper.of(Key.class))
                .findOne()
                .orElseThrow(() -> unknown(tag));
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
