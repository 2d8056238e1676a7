package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;

/** Reads how far the components of a project have come, in one statement. */
@Singleton
class ProgressStore {

    private static final List<Quantity> QUANTITIES = List.of(
            Quantity.CONCRETE_VOLUME, Quantity.MASS, Quantity.PLAN_AREA, Quantity.FACE_AREA, Quantity.INTERIOR_AREA);

    @Inject
    JsonColumn json;

    /** A group as the statement returns it: the amounts by their names. */
    private record Group(
            String building,
            String storey,
            Category category,
            String mark,
            LocalDate day,
            Map<String, Progress.Amounts> amounts) {

        Group {
            // a group without components has no amounts
            amounts = amounts == null ? Map.of() : amounts;
        }

        Progress progress() {
            Progress.Amounts planned = amounts.getOrDefault("planned", Progress.Amounts.NONE);
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

        private Progress.Amounts of(String what) {
            return amounts.getOrDefault(what, Progress.Amounts.NONE);
        }
    }

    /** Whether a factory takes part in a project or has pieces there. */
    boolean knowsFactory(Project project, String factory) {
        return Sql.query("""
                        select exists (select from piece where project_id = :project and factory = :factory)
                          or exists (select from project_party party join organisation o on o.id = party.organisation_id
                            where party.project_id = :project and o.code = :factory)""")
                .bind("project", project.id())
                .bind("factory", factory)
                .mapTo(Boolean.class)
                .one();
    }

    /** The groups of a project in the order of what they are grouped by; at most one more than {@link Progress#MAX_GROUPS}. */
    List<Progress> groups(Project project, Progress.Question question) {
        boolean byDay = question.by().contains(Progress.By.DAY);
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
        return Sql.query("""
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
                .bind("limit", Progress.MAX_GROUPS + 1)
                .map((rs, context) -> json.read(rs.getString(1), Group.class).progress())
                .list();
    }

    /** Of a component that states a quantity neither itself nor by its spec, the sum of the parts of the spec. */
    private static String quantities() {
        return QUANTITIES.stream()
                .map(Quantity::column)
                .map(column ->
                        "coalesce(max(%1$s) filter (where part_ordinal = 0), sum(%1$s)) as %1$s".formatted(column))
                .collect(Collectors.joining(", "));
    }
}
