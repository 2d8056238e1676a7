package org.prefabtracker.tracking;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;

/** Reads what {@link ReportingPolicy} needs to know of a batch, each in one statement. */
@Singleton
class ReportingStore {

    /** The codes of the factories that take part in a project, where the batch has a RELEASE; else none. */
    Set<String> factories(Project project, Collection<EventInput> inputs) {
        return inputs.stream().noneMatch(input -> input.type() == EventType.RELEASE)
                ? Set.of()
                : Sql.query("""
                                select o.code from project_party p join organisation o on o.id = p.organisation_id
                                where p.project_id = :project and p.kind = 'FACTORY'""")
                        .bind("project", project.id())
                        .mapTo(String.class)
                        .set();
    }

    /** The codes and tags in a batch that are not of pieces released to a factory. */
    Set<String> ofOtherFactories(Project project, String factory, Collection<EventInput> inputs) {
        return Sql.query("""
                        select c.code from component c where c.project_id = :project and c.code = any (:codes)
                          and not exists (select from piece p where p.project_id = c.project_id and p.component_id = c.id
                            and p.live and p.factory = :factory)
                        union all
                        select p.tag from piece p where p.project_id = :project and p.tag = any (:tags) and p.factory <> :factory""")
                .bind("project", project.id())
                .bind("factory", factory)
                .bind("codes", texts(inputs.stream().flatMap(input -> Stream.of(input.component(), input.with()))))
                .bind(
                        "tags",
                        texts(inputs.stream()
                                .flatMap(input -> Stream.of(PieceTag.normalise(input.tag()), input.with()))))
                .mapTo(String.class)
                .set();
    }

    /** Of the stored events that a batch voids or witnesses, whether an organisation reported them. */
    Map<UUID, Boolean> reportedBy(Project project, long organisation, List<EventInput> inputs) {
        UUID[] ids = inputs.stream()
                .flatMap(input -> Stream.of(input.voids(), input.witnesses()))
                .filter(Objects::nonNull)
                .toArray(UUID[]::new);
        Map<UUID, Boolean> reported = new HashMap<>();
        if (ids.length > 0) {
            Sql.query("""
                            select event_id, organisation_id = :organisation as own from event
                            where project_id = :project and event_id = any (:ids)""")
                    .bind("project", project.id())
                    .bind("ids", ids)
                    .bind("organisation", organisation)
                    .map((row, context) -> Map.entry(row.getObject("event_id", UUID.class), row.getBoolean("own")))
                    .forEach(event -> reported.put(event.getKey(), event.getValue()));
        }
        return reported;
    }

    /** What a person and those who appointed it did to pieces. Events that were taken back do not count. */
    Duties duties(Project project, Set<Long> pieces, long person) {
        Set<Long> worked = new HashSet<>();
        Set<Long> judged = new HashSet<>();
        Sql.query("""
                        select done.piece, bool_or(done.work) as work, bool_or(done.judges) as judges
                        from (select appointed_by || id as hands from person where id = :person) as own
                        cross join lateral (
                          select e.piece_id as piece, %1$s and e.recorded_by = any (own.hands) as work,
                            %2$s and e.recorded_by = :person as judges
                          from event e where e.project_id = :project and e.piece_id = any (:pieces) and %3$s
                          union all
                          select e.other_piece_id, %1$s and e.recorded_by = any (own.hands), false
                          from event e where e.project_id = :project and e.other_piece_id = any (:pieces) and %3$s) as done
                        group by done.piece""".formatted(Duties.IS_WORK, Duties.JUDGES, EventSql.counts("e")))
                .bind("project", project.id())
                .bind("person", person)
                .bind("pieces", pieces.toArray(Long[]::new))
                .map((row, context) -> {
                    if (row.getBoolean("work")) {
                        worked.add(row.getLong("piece"));
                    }
                    if (row.getBoolean("judges")) {
                        judged.add(row.getLong("piece"));
                    }
                    return row.getLong("piece");
                })
                .list();
        return Duties.of(worked, judged);
    }

    private static String[] texts(Stream<String> texts) {
        return texts.filter(Objects::nonNull).distinct().toArray(String[]::new);
    }
}
