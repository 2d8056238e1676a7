package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.access.CurrentUser;

/** Reads what happened to pieces, in the order in which it happened. */
@ApplicationScoped
public class HistoryReader {

    /** An event of a history: as it was sent, when it became known, of which piece, whether it was taken back. */
    public record Recorded(@JsonRawValue String event, OffsetDateTime recordedAt, String tag, boolean voided) {}

    /** A history, in the order in which it happened. */
    public record RecordedHistory(List<Recorded> items) {}

    @Inject
    EventSerializer canonical;

    @Inject
    CurrentUser currentUser;

    /**
     * The internal id of a component.
     *
     * @param factory finds only the component whose live piece this factory makes; empty: any component
     */
    Optional<Long> componentId(Handle handle, long project, String code, Optional<String> factory) {
        return handle.createQuery("""
                        select id from component c where project_id = :project and code = :code
                          and (:factory::text is null or exists (select from piece p where p.project_id = c.project_id
                            and p.component_id = c.id and p.live and p.factory = :factory))""")
                .bind("project", project)
                .bind("factory", factory)
                .bind("code", code)
                .mapTo(Long.class)
                .findOne();
    }

    /** Of all pieces that fill a component or filled it last. */
    RecordedHistory ofComponent(Handle handle, long project, long component) {
        return read(handle, "component_id = :id", project, component);
    }

    RecordedHistory ofPiece(Handle handle, long project, long piece) {
        return read(handle, "id = :id", project, piece);
    }

    /** An exchange stands in the histories of both its pieces and is told once. */
    private RecordedHistory read(Handle handle, String which, long project, long id) {
        Map<UUID, Recorded> recorded = new HashMap<>();
        Map<UUID, HistoryEvent> happened = new HashMap<>();
        handle.createQuery("""
                        with pieces as (select id, tag from piece where project_id = :project and %s
                          and (:factory::text is null or factory = :factory)),
                        events as (
                          select e.*, p.tag from pieces p join event e on e.project_id = :project and e.piece_id = p.id
                          union all
                          select e.*, p.tag from pieces p join event e on e.project_id = :project and e.other_piece_id = p.id)
                        select %s, e.recorded_at, e.tag,
                          exists (select from event v where v.project_id = :project and v.piece_id = e.piece_id
                            and v.type = 'VOID' and v.content::jsonb->>'voids' = e.event_id::text) as voided
                        from events e""".formatted(which, EventSerializer.HAPPENED))
                .bind("project", project)
                .bind("factory", currentUser.factory())
                .bind("id", id)
                .map((rs, context) -> {
                    String content = rs.getString("content");
                    UUID event = rs.getObject("event_id", UUID.class);
                    recorded.putIfAbsent(
                            event,
                            new Recorded(
                                    content,
                                    rs.getObject("recorded_at", OffsetDateTime.class),
                                    rs.getString("tag"),
                                    rs.getBoolean("voided")));
                    return canonical.happened(rs);
                })
                .forEach(event -> happened.putIfAbsent(event.id(), event));
        return new RecordedHistory(PieceHistory.ordered(happened.values()).stream()
                .map(event -> recorded.get(event.id()))
                .toList());
    }
}
