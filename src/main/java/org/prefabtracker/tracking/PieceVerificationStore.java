package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.SqlColumns;

/** Reads pieces and their events as they are stored, also where they make no sense. */
@Singleton
class PieceVerificationStore {

    /**
     * A stored piece.
     *
     * @param columns the values of the columns of {@link EventWriter#STATE}, and of {@code tag}, {@code factory} and {@code due_on}
     * @param fits whether its component is of its spec revision
     */
    record StoredPiece(
            long id,
            String tag,
            String category,
            long specId,
            int specRevision,
            boolean fits,
            Map<String, Object> columns) {}

    /**
     * A stored event.
     *
     * @param event null where the stored row cannot be read as an event
     * @param other the second piece of an EXCHANGE or of its VOID
     * @param content as stored; null unless it is a RELEASE
     */
    record StoredEvent(UUID id, long piece, Long other, HistoryEvent event, String content) {}

    private static final List<String> NAMES =
            List.of((EventWriter.STATE.names() + ", tag, factory, due_on").split(", "));

    private static final String PIECES = """
            select p.id, p.spec_id, p.spec_revision, m.category,
              coalesce(c.spec_id = p.spec_id and c.spec_revision = p.spec_revision, false) as fits, %s
            from piece p join spec_revision m on m.spec_id = p.spec_id and m.revision = p.spec_revision
            left join component c on c.project_id = p.project_id and c.id = p.component_id
            where p.project_id = :project and\s""".formatted(SqlColumns.of("p", String.join(", ", NAMES)));

    private static final String EVENTS = """
            select e.%%1$s as wanted, e.piece_id, e.other_piece_id, case when e.type = 'RELEASE' then e.content end as released, %s
            from event e where e.project_id = :project and e.%%1$s = any (:ids)""".formatted(HistoryReader.COLUMNS);

    private final HistoryReader histories;

    @Inject
    PieceVerificationStore(HistoryReader histories) {
        this.histories = histories;
    }

    /** The pieces of a project after one, in the order in which they were made. */
    List<StoredPiece> pieces(Project project, long after, int limit) {
        return Sql.query(PIECES + "p.id > :after order by p.id limit :limit")
                .bind("project", project.id())
                .bind("after", after)
                .bind("limit", limit)
                .map((rs, context) -> piece(rs))
                .list();
    }

    /** The pieces that an EXCHANGE was ever about. */
    List<StoredPiece> exchanged(Project project) {
        return Sql.query(PIECES + """
                        p.id in (select piece_id from event where project_id = :project and other_piece_id is not null
                          union select other_piece_id from event where project_id = :project and other_piece_id is not null)
                        order by p.id""")
                .bind("project", project.id())
                .map((rs, context) -> piece(rs))
                .list();
    }

    private static StoredPiece piece(ResultSet rs) throws SQLException {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (String name : NAMES) {
            Object value = name.endsWith(PieceVerifier.DAY) ? rs.getObject(name, LocalDate.class) : rs.getObject(name);
            columns.put(name, value instanceof Array array ? Arrays.asList((Object[]) array.getArray()) : value);
        }
        return new StoredPiece(
                rs.getLong("id"),
                rs.getString("tag"),
                rs.getString("category"),
                rs.getLong("spec_id"),
                rs.getInt("spec_revision"),
                rs.getBoolean("fits"),
                columns);
    }

    /** The events of pieces by their ids, in the order of arrival; an event of two pieces belongs to both. */
    Map<Long, List<StoredEvent>> events(Project project, Collection<StoredPiece> pieces) {
        return Sql.query(EVENTS.formatted("piece_id") + " union all " + EVENTS.formatted("other_piece_id")
                        + " order by arrival")
                .bind("project", project.id())
                .bind("ids", pieces.stream().map(StoredPiece::id).toArray(Long[]::new))
                .map((rs, context) -> Map.entry(rs.getLong("wanted"), event(rs)))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private StoredEvent event(ResultSet rs) throws SQLException {
        HistoryEvent event;
        try {
            event = histories.event(rs);
        } catch (RuntimeException unreadable) {
            // somebody changed it: that is what is looked for
            event = null;
        }
        return new StoredEvent(
                rs.getObject("event_id", UUID.class),
                rs.getLong("piece_id"),
                rs.getObject("other_piece_id", Long.class),
                event,
                rs.getString("released"));
    }

    /** The internal ids of components by their codes. */
    Map<String, Long> components(Project project, Collection<String> codes) {
        Map<String, Long> ids = new HashMap<>();
        Sql.query("select code, id from component where project_id = :project and code = any (:codes)")
                .bind("project", project.id())
                .bind("codes", codes.toArray(String[]::new))
                .map((rs, context) -> Map.entry(rs.getString("code"), rs.getLong("id")))
                .forEach(component -> ids.put(component.getKey(), component.getValue()));
        return ids;
    }

    /** The last running number of a project's tags; 0 where none was given. */
    int lastNumber(Project project) {
        return Sql.query("select last_number from tag_counter where project_id = :project")
                .bind("project", project.id())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    long count(Project project) {
        return Sql.query("select count(*) from piece where project_id = :project")
                .bind("project", project.id())
                .mapTo(Long.class)
                .one();
    }

    /** The tags that are not in the order in which their pieces were made, of those whose number was given. */
    List<String> misplacedTags(Project project, String highest) {
        return Sql.query("""
                        select tag from (
                          select tag, id, row_number() over (order by id) as made, row_number() over (order by tag) as numbered
                          from piece where project_id = :project and tag <= :highest) as ranked
                        where made <> numbered order by id""")
                .bind("project", project.id())
                .bind("highest", highest)
                .mapTo(String.class)
                .list();
    }

    /** A value as text, so that what is stored and what is derived can be compared. */
    static String text(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(String::valueOf).sorted().collect(Collectors.joining("\n"));
        }
        return value instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : value == null ? null : value.toString();
    }
}
