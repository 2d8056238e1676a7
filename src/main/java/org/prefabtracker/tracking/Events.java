package org.prefabtracker.tracking;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.access.Caller;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.StoredJson;

/**
 * Takes batches of events: finds what they name, loads all histories at once, lets {@link Decision} decide piece by piece,
 * and writes the applied ones. The number of statements does not depend on the size of the batch.
 */
@ApplicationScoped
public class Events {

    private static final int SCHEMA_VERSION = 1;
    private static final long TOLERATED_SECONDS_AHEAD = 300;

    private final Caller caller;
    private final ZoneId zone;
    private final StoredJson canonical;

    @Inject
    Events(Caller caller, @ConfigProperty(name = "prefab.zone") ZoneId zone, ObjectMapper json) {
        this.caller = caller;
        this.zone = zone;
        this.canonical = new StoredJson(json.copy()
                .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS));
    }

    private record StoredEvent(UUID id, long pieceId, String content) {}

    /** A component that events name, and whether a piece can be made for it. */
    private record Place(
            long id,
            String code,
            boolean cancelled,
            boolean specReleased,
            int count,
            Category category,
            long specId,
            int specRevision) {}

    /** A piece that events name: one there is, or with a null id the one a RELEASE of this batch may make. */
    private static final class Subject {
        Long id;
        String tag;
        boolean live;
        Place place;
        final List<Happened> stored = new ArrayList<>();
        final Map<UUID, Integer> incoming = new LinkedHashMap<>();
        Decision decision;
    }

    /** Decides a batch and stores what applies. Runs in the transaction of the handle. */
    List<Outcome> take(Handle handle, Project project, List<EventRow> rows, Instant now) {
        Map<UUID, StoredEvent> known = known(handle, project, rows);
        Map<String, Place> places = places(handle, project, rows);
        List<Subject> pieces = pieces(handle, project, rows, known, places);
        Map<Long, Subject> byId = new HashMap<>();
        Map<Long, Subject> byComponent = new HashMap<>();
        Map<String, Subject> byTag = new HashMap<>();
        for (Subject piece : pieces) {
            byId.put(piece.id, piece);
            byTag.put(piece.tag, piece);
            if (piece.live) {
                byComponent.put(piece.place.id(), piece);
            }
        }

        Outcome[] outcomes = new Outcome[rows.size()];
        Map<UUID, Integer> first = new HashMap<>();
        List<Subject> subjects = new ArrayList<>(pieces);
        for (int i = 0; i < rows.size(); i++) {
            EventRow row = rows.get(i);
            StoredEvent stored = known.get(row.eventId());
            Place place = row.component() == null ? null : places.get(row.component());
            if (stored != null || first.putIfAbsent(row.eventId(), i) != null) {
                boolean same = canonical
                        .write(row)
                        .equals(
                                stored != null
                                        ? stored.content()
                                        : canonical.write(rows.get(first.get(row.eventId()))));
                Subject subject = stored == null ? null : byId.get(stored.pieceId());
                outcomes[i] = same
                        ? new Outcome(
                                row.eventId(),
                                row.component(),
                                tag(row, subject),
                                Outcome.Kind.REPEATED,
                                null,
                                null,
                                null,
                                null)
                        : refused(row, "EVENT_ID_REUSED", "an event of this id says something else", row.eventId());
                continue;
            }
            if (row.component() != null
                    ? place == null
                    : !byTag.containsKey(row.tag()) && row.type() != EventType.VOID) {
                outcomes[i] = new Outcome(
                        row.eventId(),
                        row.component(),
                        row.tag(),
                        Outcome.Kind.UNKNOWN,
                        null,
                        row.tag() != null && !Tag.isWellFormed(row.tag()) ? "MISTYPED_TAG" : "NOT_FOUND",
                        row.tag() != null && !Tag.isWellFormed(row.tag())
                                ? "the check character does not fit: the tag was mistyped"
                                : "there is no such " + (row.tag() != null ? "tag" : "component"),
                        null);
                continue;
            }
            if (row.when(zone).orElseThrow().at().toInstant().isAfter(now.plusSeconds(TOLERATED_SECONDS_AHEAD))) {
                outcomes[i] = refused(row, "IN_THE_FUTURE", "it is more than 5 minutes ahead", null);
                continue;
            }
            Subject subject;
            if (row.type() == EventType.VOID) {
                StoredEvent target = known.get(row.voids());
                subject = target == null ? null : byId.get(target.pieceId());
                if (subject == null) {
                    outcomes[i] = refused(row, "NO_SUCH_EVENT", "there is no event " + row.voids(), row.voids());
                    continue;
                }
            } else if (place == null) {
                subject = byTag.get(row.tag());
            } else {
                subject = byComponent.get(place.id());
                if (subject == null) {
                    String refusal = place.cancelled()
                            ? "the component was cancelled"
                            : place.specReleased() ? null : "the spec revision is not released";
                    if (refusal != null) {
                        outcomes[i] = refused(row, "NOT_RELEASABLE", refusal, null);
                        continue;
                    }
                    subject = new Subject();
                    subject.place = place;
                    byComponent.put(place.id(), subject);
                    subjects.add(subject);
                }
            }
            if (row.netQuantity() != null
                    && row.netQuantity().compareTo(BigDecimal.valueOf(subject.place.count())) > 0) {
                outcomes[i] = refused(
                        row,
                        "OUT_OF_RANGE",
                        "netQuantity is at most the count of the lot, " + subject.place.count(),
                        null);
                continue;
            }
            subject.incoming.put(row.eventId(), i);
        }
        loadHistories(handle, project, byId);
        decideAndStore(handle, project, rows, subjects, outcomes, now);
        for (int i = 0; i < rows.size(); i++) {
            if (outcomes[i].outcome() == Outcome.Kind.REPEATED
                    && known.containsKey(rows.get(i).eventId())) {
                Subject subject = byId.get(known.get(rows.get(i).eventId()).pieceId());
                outcomes[i] = new Outcome(
                        outcomes[i].eventId(),
                        outcomes[i].component(),
                        outcomes[i].tag(),
                        Outcome.Kind.REPEATED,
                        subject.decision.history().stage(),
                        null,
                        null,
                        null);
            }
        }
        return List.of(outcomes);
    }

    private static String tag(EventRow row, Subject subject) {
        return subject != null ? subject.tag : row.tag();
    }

    private static Outcome refused(EventRow row, String code, String message, UUID clash) {
        return new Outcome(row.eventId(), row.component(), row.tag(), Outcome.Kind.REFUSED, null, code, message, clash);
    }

    private static Map<UUID, StoredEvent> known(Handle handle, Project project, List<EventRow> rows) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> {
            ids.add(row.eventId());
            if (row.voids() != null) {
                ids.add(row.voids());
            }
        });
        Map<UUID, StoredEvent> known = new HashMap<>();
        handle.createQuery(
                        "select event_id, piece_id, content from event where project_id = :project and event_id = any (:ids)")
                .bind("project", project.id())
                .bind("ids", ids.toArray(UUID[]::new))
                .map((rs, context) -> new StoredEvent(rs.getObject(1, UUID.class), rs.getLong(2), rs.getString(3)))
                .forEach(event -> known.put(event.id(), event));
        return known;
    }

    /** Components are locked only where a piece may be made, always in the order of their ids. */
    private static Map<String, Place> places(Handle handle, Project project, List<EventRow> rows) {
        Map<String, Place> places = new HashMap<>();
        Function<EventType, String[]> codes = wanted -> rows.stream()
                .filter(row ->
                        row.component() != null && (row.type() == EventType.RELEASE) == (wanted == EventType.RELEASE))
                .map(EventRow::component)
                .distinct()
                .toArray(String[]::new);
        for (String lock : List.of("order by c.id for update of c", "")) {
            String[] named = codes.apply(lock.isEmpty() ? EventType.VOID : EventType.RELEASE);
            if (named.length > 0) {
                handle.createQuery("""
                                select c.id, c.code, c.cancelled, r.status = 'RELEASED' as spec_released, c.count, r.category,
                                  c.spec_id, c.spec_revision
                                from component c join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
                                where c.project_id = :project and c.code = any (:codes) """ + lock)
                        .bind("project", project.id())
                        .bind("codes", named)
                        .map((rs, context) -> place(rs))
                        .forEach(place -> places.putIfAbsent(place.code(), place));
            }
        }
        return places;
    }

    private static Place place(ResultSet rs) throws SQLException {
        return new Place(
                rs.getLong("id"),
                rs.getString("code"),
                rs.getBoolean("cancelled"),
                rs.getBoolean("spec_released"),
                rs.getInt("count"),
                Category.valueOf(rs.getString("category")),
                rs.getLong("spec_id"),
                rs.getInt("spec_revision"));
    }

    /** Every piece the batch is about, locked in the order of their ids. */
    private static List<Subject> pieces(
            Handle handle,
            Project project,
            List<EventRow> rows,
            Map<UUID, StoredEvent> known,
            Map<String, Place> places) {
        return handle.createQuery("""
                        select p.id as piece_id, p.tag, p.live, c.id, c.code, c.cancelled, true as spec_released, c.count, r.category,
                          p.spec_id, p.spec_revision
                        from piece p
                        join component c on c.project_id = p.project_id and c.id = p.component_id
                        join spec_revision r on r.spec_id = p.spec_id and r.revision = p.spec_revision
                        where p.project_id = :project and p.id in (
                          select id from piece where project_id = :project and component_id = any (:components) and live
                          union select id from piece where project_id = :project and tag = any (:tags)
                          union select unnest(:ids))
                        order by p.id for update of p""")
                .bind("project", project.id())
                .bind("components", places.values().stream().map(Place::id).toArray(Long[]::new))
                .bind(
                        "tags",
                        rows.stream()
                                .filter(row -> row.tag() != null)
                                .map(EventRow::tag)
                                .toArray(String[]::new))
                .bind("ids", known.values().stream().map(StoredEvent::pieceId).toArray(Long[]::new))
                .map((rs, context) -> {
                    Subject subject = new Subject();
                    subject.id = rs.getLong("piece_id");
                    subject.tag = rs.getString("tag");
                    subject.live = rs.getBoolean("live");
                    subject.place = place(rs);
                    return subject;
                })
                .list();
    }

    private void loadHistories(Handle handle, Project project, Map<Long, Subject> byId) {
        handle.createQuery("""
                        select piece_id, arrival, batch, content from event
                        where project_id = :project and piece_id = any (:ids)""")
                .bind("project", project.id())
                .bind("ids", byId.keySet().toArray(Long[]::new))
                .map((rs, context) -> Map.entry(
                        rs.getLong("piece_id"),
                        happened(
                                canonical.read(rs.getString("content"), EventRow.class),
                                rs.getLong("arrival"),
                                rs.getLong("batch"))))
                .forEach(event -> byId.get(event.getKey()).stored.add(event.getValue()));
    }

    /** The histories of all pieces a component has had, in the order in which it happened. */
    List<EventResource.Recorded> recorded(Handle handle, long project, long component) {
        Map<UUID, EventResource.Recorded> recorded = new HashMap<>();
        List<Happened> happened = handle.createQuery("""
                        select e.content, e.arrival, e.batch, e.recorded_at, p.tag,
                          exists (select from event v where v.project_id = e.project_id and v.piece_id = e.piece_id
                            and v.type = 'VOID' and v.content::jsonb->>'voids' = e.event_id::text) as voided
                        from piece p join event e on e.project_id = p.project_id and e.piece_id = p.id
                        where p.project_id = :project and p.component_id = :component""")
                .bind("project", project)
                .bind("component", component)
                .map((rs, context) -> {
                    String content = rs.getString("content");
                    EventRow row = canonical.read(content, EventRow.class);
                    OffsetDateTime recordedAt = rs.getObject("recorded_at", OffsetDateTime.class);
                    recorded.put(
                            row.eventId(),
                            new EventResource.Recorded(
                                    content, recordedAt, rs.getString("tag"), rs.getBoolean("voided")));
                    return happened(row, rs.getLong("arrival"), rs.getLong("batch"));
                })
                .list();
        return History.ordered(happened).stream()
                .map(event -> recorded.get(event.id()))
                .toList();
    }

    private Happened happened(EventRow row, long arrival, long batch) {
        EventRow.When when = row.when(zone).orElseThrow();
        return new Happened(
                row.eventId(),
                row.type(),
                when.at().toInstant(),
                when.at().atZoneSameInstant(zone).toLocalDate(),
                when.timed(),
                when.at().toLocalDate(),
                arrival,
                batch,
                row.number(),
                row.closes() == null ? Set.of() : Set.copyOf(row.closes()),
                row.voids(),
                row.netQuantity(),
                row.place());
    }

    private void decideAndStore(
            Handle handle,
            Project project,
            List<EventRow> rows,
            List<Subject> subjects,
            Outcome[] outcomes,
            Instant now) {
        long[] arrivals = handle
                .createQuery("select nextval('event_seq') from generate_series(1, :count) order by 1")
                .bind("count", rows.size())
                .mapTo(Long.class)
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
        Map<Integer, Subject> applied = new TreeMap<>();
        for (Subject subject : subjects) {
            List<Happened> incoming = subject.incoming.values().stream()
                    .map(i -> happened(rows.get(i), arrivals[i], arrivals[0]))
                    .toList();
            subject.decision = Decision.decide(subject.stored, incoming, subject.place.category());
            subject.incoming.forEach((id, i) -> {
                if (!subject.decision.refused().containsKey(id)) {
                    applied.put(i, subject);
                }
            });
        }
        makePieces(handle, project, rows, applied);
        subjects.forEach(subject -> subject.incoming.forEach((id, i) -> {
            EventRow row = rows.get(i);
            History.Refusal refusal = subject.decision.refused().get(id);
            Stage stage = subject.decision.history().stage();
            outcomes[i] = refusal == null
                    ? new Outcome(id, row.component(), subject.tag, Outcome.Kind.APPLIED, stage, null, null, null)
                    : new Outcome(
                            id,
                            row.component(),
                            tag(row, subject),
                            Outcome.Kind.REFUSED,
                            stage,
                            refusal.code(),
                            refusal.message(),
                            refusal.clash());
        }));
        if (!applied.isEmpty()) {
            insertEvents(handle, project, rows, applied, arrivals, now);
            updatePieces(handle, project, applied.values().stream().distinct().toList());
        }
    }

    /** The pieces that the releases of a batch make, with the next running numbers of the project. */
    private static void makePieces(Handle handle, Project project, List<EventRow> rows, Map<Integer, Subject> applied) {
        Map<Subject, String> factories = new LinkedHashMap<>();
        applied.forEach((i, subject) -> {
            if (subject.id == null && rows.get(i).type() == EventType.RELEASE) {
                factories.put(subject, rows.get(i).factory());
            }
        });
        if (factories.isEmpty()) {
            return;
        }
        List<Subject> made = new ArrayList<>(factories.keySet());
        int last = handle.createQuery("""
                        insert into tag_counter (project_id, last_number) values (:project, :count)
                        on conflict on constraint tag_counter_pk do update set last_number = tag_counter.last_number + excluded.last_number
                        returning last_number""")
                .bind("project", project.id())
                .bind("count", made.size())
                .mapTo(Integer.class)
                .one();
        for (int i = 0; i < made.size(); i++) {
            made.get(i).tag = Tag.of(project.number(), last - made.size() + 1 + i);
        }
        Map<String, Long> ids = new HashMap<>();
        handle.createQuery("""
                        insert into piece (project_id, id, tag, component_id, spec_id, spec_revision, factory, live, stage, holds)
                        select :project, nextval('piece_seq'), tag, component, spec, revision, factory, true, 'RELEASED', '{}'
                        from unnest(:tags, :components, :specs, :revisions, :factories)
                          as made (tag, component, spec, revision, factory)
                        returning tag, id""")
                .bind("project", project.id())
                .bind("tags", made.stream().map(piece -> piece.tag).toArray(String[]::new))
                .bind("components", made.stream().map(piece -> piece.place.id()).toArray(Long[]::new))
                .bind("specs", made.stream().map(piece -> piece.place.specId()).toArray(Long[]::new))
                .bind(
                        "revisions",
                        made.stream().map(piece -> piece.place.specRevision()).toArray(Integer[]::new))
                .bind("factories", factories.values().toArray(String[]::new))
                .map((rs, context) -> ids.put(rs.getString(1), rs.getLong(2)))
                .list();
        made.forEach(piece -> piece.id = ids.get(piece.tag));
    }

    private void insertEvents(
            Handle handle,
            Project project,
            List<EventRow> rows,
            Map<Integer, Subject> applied,
            long[] arrivals,
            Instant now) {
        int size = applied.size();
        UUID[] ids = new UUID[size];
        Long[] pieces = new Long[size];
        String[] types = new String[size];
        OffsetDateTime[] times = new OffsetDateTime[size];
        Integer[] offsets = new Integer[size];
        String[] precisions = new String[size];
        Long[] order = new Long[size];
        String[] sources = new String[size];
        String[] contents = new String[size];
        int n = 0;
        for (Map.Entry<Integer, Subject> event : applied.entrySet()) {
            EventRow row = rows.get(event.getKey());
            EventRow.When when = row.when(zone).orElseThrow();
            ids[n] = row.eventId();
            pieces[n] = event.getValue().id;
            types[n] = row.type().name();
            times[n] = when.at();
            offsets[n] = when.at().getOffset().getTotalSeconds() / 60;
            precisions[n] = when.timed() ? "MINUTE" : "DAY";
            order[n] = arrivals[event.getKey()];
            sources[n] = row.source();
            contents[n++] = canonical.write(row);
        }
        handle.createUpdate("""
                        insert into event (project_id, event_id, piece_id, type, occurred_at, occurred_offset_minutes,
                          occurred_precision, arrival, batch, recorded_at, recorded_by, organisation_id, source, schema_version,
                          content)
                        select :project, id, piece, type, at::timestamptz, minutes, precision, arrival, :batch, :now, :person,
                          :organisation, source, :schema, content
                        from unnest(:ids, :pieces, :types, :times, :offsets, :precisions, :order, :sources, :contents)
                          as e (id, piece, type, at, minutes, precision, arrival, source, content)""")
                .bind("project", project.id())
                .bind("batch", arrivals[0])
                .bind("now", OffsetDateTime.ofInstant(now, zone))
                .bind("person", caller.personId())
                .bind("organisation", caller.organisationId())
                .bind("schema", SCHEMA_VERSION)
                .bind("ids", ids)
                .bind("pieces", pieces)
                .bind("types", types)
                .bind(
                        "times",
                        java.util.Arrays.stream(times)
                                .map(OffsetDateTime::toString)
                                .toArray(String[]::new))
                .bind("offsets", offsets)
                .bind("precisions", precisions)
                .bind("order", order)
                .bind("sources", sources)
                .bind("contents", contents)
                .execute();
    }

    private static void updatePieces(Handle handle, Project project, List<Subject> subjects) {
        handle.createUpdate("""
                        update piece p set stage = d.stage, live = d.live, holds = coalesce(string_to_array(nullif(d.holds, ''), chr(31)), '{}'),
                          place = d.place, net_quantity = d.net,
                          released_on = d.released::date, produced_on = d.produced::date, shipped_on = d.shipped::date,
                          delivered_on = d.delivered::date, installed_on = d.installed::date, accepted_on = d.accepted::date
                        from (select id, stage, live, coalesce(holds, '') as holds, place, net, released, produced, shipped, delivered,
                            installed, accepted
                          from unnest(:ids, :stages, :lives, :holds, :places, :nets, :released, :produced, :shipped, :delivered,
                            :installed, :accepted) as derived (id, stage, live, holds, place, net, released, produced, shipped,
                            delivered, installed, accepted)) as d
                        where p.project_id = :project and p.id = d.id""")
                .bind("project", project.id())
                .bind("ids", subjects.stream().map(piece -> piece.id).toArray(Long[]::new))
                .bind("stages", texts(subjects, history -> history.stage().name()))
                .bind(
                        "lives",
                        subjects.stream()
                                .map(piece -> piece.decision.history().stage().live())
                                .toArray(Boolean[]::new))
                .bind("holds", texts(subjects, history -> String.join("\u001f", history.holds())))
                .bind("places", texts(subjects, History::place))
                .bind(
                        "nets",
                        subjects.stream()
                                .map(piece -> piece.decision.history().netQuantity())
                                .toArray(BigDecimal[]::new))
                .bind("released", reached(subjects, Stage.RELEASED))
                .bind("produced", reached(subjects, Stage.PRODUCED))
                .bind("shipped", reached(subjects, Stage.SHIPPED))
                .bind("delivered", reached(subjects, Stage.DELIVERED))
                .bind("installed", reached(subjects, Stage.INSTALLED))
                .bind("accepted", reached(subjects, Stage.ACCEPTED))
                .execute();
    }

    private static String[] reached(Collection<Subject> subjects, Stage stage) {
        return texts(subjects, history -> {
            LocalDate day = history.reached(stage);
            return day == null ? null : day.toString();
        });
    }

    private static String[] texts(Collection<Subject> subjects, Function<History, String> text) {
        return subjects.stream()
                .map(piece -> text.apply(piece.decision.history()))
                .toArray(String[]::new);
    }
}
