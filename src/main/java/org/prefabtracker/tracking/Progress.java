package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.JsonColumn;

/**
 * How far a group of components has come; what it is grouped by is null where it was not asked for. Of each stage what has
 * come to it or beyond.
 *
 * @param planned all not cancelled; of a factory what was released to it
 * @param owed planned and not produced by the last day asked for
 * @param held live pieces with an open hold
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
        String building,
        String storey,
        Category category,
        String mark,
        LocalDate day,
        Amounts planned,
        Amounts produced,
        Amounts shipped,
        Amounts delivered,
        Amounts installed,
        Amounts accepted,
        Amounts owed,
        Amounts held) {

    /** More groups than this nobody reads, and nobody shall wait for them. */
    static final int MOST_GROUPS = 10_000;

    /** What to group by. */
    public enum By {
        BUILDING,
        STOREY,
        CATEGORY,
        MARK,
        DAY
    }

    /** How much: pieces are counted as lots count; of a module that states no quantity itself, its parts'. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Amounts(
            long pieces,
            BigDecimal concreteVolumeM3,
            BigDecimal massKg,
            BigDecimal planAreaM2,
            BigDecimal faceAreaM2,
            BigDecimal interiorAreaM2) {

        static final Amounts NONE = new Amounts(0, null, null, null, null, null);

        Amounts without(Amounts other) {
            return new Amounts(
                    pieces - other.pieces,
                    minus(concreteVolumeM3, other.concreteVolumeM3),
                    minus(massKg, other.massKg),
                    minus(planAreaM2, other.planAreaM2),
                    minus(faceAreaM2, other.faceAreaM2),
                    minus(interiorAreaM2, other.interiorAreaM2));
        }

        private static BigDecimal minus(BigDecimal all, BigDecimal part) {
            return all == null || part == null ? all : all.subtract(part);
        }
    }

    /** What is asked for; null where it was not. */
    record Question(Set<By> by, String factory, LocalDate from, LocalDate to) {}

    /** A group as the database tells it: amounts by what they are of. */
    private record Group(
            String building,
            String storey,
            Category category,
            String mark,
            LocalDate day,
            Map<String, Amounts> amounts) {

        Group {
            // without any component there is no amount of anything
            amounts = amounts == null ? Map.of() : amounts;
        }

        Progress progress() {
            Amounts planned = amounts.getOrDefault("planned", Amounts.NONE);
            boolean ofDay = day != null;
            return new Progress(
                    building,
                    storey,
                    category,
                    mark,
                    day,
                    ofDay ? null : planned,
                    of("produced"),
                    of("shipped"),
                    of("delivered"),
                    of("installed"),
                    of("accepted"),
                    ofDay ? null : planned.without(of("made")),
                    ofDay ? null : of("held"));
        }

        private Amounts of(String what) {
            return amounts.getOrDefault(what, Amounts.NONE);
        }
    }

    /** The groups of a project in the order of what they are grouped by, one more than {@link #MOST_GROUPS} if there are. */
    static List<Progress> of(Handle handle, JsonColumn json, Project project, Question question) {
        boolean byDay = question.by().contains(By.DAY);
        List<String> keys = question.by().stream()
                .map(by -> by.name().toLowerCase(Locale.ROOT))
                .toList();
        String named = keys.stream().map(key -> "'" + key + "', " + key + ", ").collect(Collectors.joining());
        // storeys from below; where they are of several buildings, also by code
        String order = keys.stream()
                .map(key -> key.equals("storey") ? "min(ordinal), storey" : key)
                .collect(Collectors.joining(", "));
        String group = keys.isEmpty() ? "" : "group by " + String.join(", ", keys) + " order by " + order;
        String chosen = keys.stream().map(key -> key + ", ").collect(Collectors.joining());
        return handle.createQuery("""
                        with amounts as materialized (
                          select id, max(category) filter (where part_ordinal = 0) as category,
                            %s
                          from component_quantity where project_id = :project and not cancelled group by id),
                        facts as materialized (
                          select b.code as building, s.code as storey, s.ordinal, a.category, c.mark, f.what, f.day, c.count,
                            a.concrete_volume_m3, a.mass_kg, a.plan_area_m2, a.face_area_m2, a.interior_area_m2
                          from component c
                          join amounts a on a.id = c.id
                          join building b on b.project_id = c.project_id and b.id = c.building_id
                          join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                          left join piece p on p.project_id = c.project_id and p.component_id = c.id and p.live
                          cross join lateral (values ('planned', null), ('made', p.produced_on), ('held', null),
                            ('produced', p.produced_on), ('shipped', p.shipped_on), ('delivered', p.delivered_on),
                            ('installed', p.installed_on), ('accepted', p.accepted_on)) as f (what, day)
                          where c.project_id = :project and not c.cancelled
                            and (:factory::text is null or p.factory = :factory)
                            and case f.what when 'planned' then not :byDay
                              when 'held' then not :byDay and cardinality(p.holds) > 0
                              when 'made' then not :byDay and f.day <= coalesce(:to::date, f.day)
                              else f.day between coalesce(:from::date, f.day) and coalesce(:to::date, f.day) end),
                        sums as (
                          select %s what, min(ordinal) as ordinal, jsonb_build_object('pieces', sum(count),
                            'concreteVolumeM3', sum(concrete_volume_m3), 'massKg', sum(mass_kg), 'planAreaM2', sum(plan_area_m2),
                            'faceAreaM2', sum(face_area_m2), 'interiorAreaM2', sum(interior_area_m2)) as amounts
                          from facts group by %s what)
                        select jsonb_build_object(%s 'amounts', jsonb_object_agg(what, amounts))::text
                        from sums %s limit :limit""".formatted(quantities(), chosen, chosen, named, group))
                .bind("project", project.id())
                .bind("factory", question.factory())
                .bind("from", question.from())
                .bind("to", question.to())
                .bind("byDay", byDay)
                .bind("limit", MOST_GROUPS + 1)
                .map((rs, context) -> json.read(rs.getString(1), Group.class).progress())
                .list();
    }

    private static String quantities() {
        return List.of("concrete_volume_m3", "mass_kg", "plan_area_m2", "face_area_m2", "interior_area_m2").stream()
                .map(column ->
                        "coalesce(max(%1$s) filter (where part_ordinal = 0), sum(%1$s)) as %1$s".formatted(column))
                .collect(Collectors.joining(", "));
    }
}
