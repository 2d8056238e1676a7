package org.prefabtracker.rating;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.component.Components;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Buildings;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.Structure;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.project.TakeOffs;
import org.prefabtracker.shared.StoredJson;

/** Gathers what ratings rest on: a fixed number of statements, however many buildings and components there are. */
@ApplicationScoped
public class Measurement {

    @Inject
    Buildings buildings;

    @Inject
    TakeOffs takeOffs;

    @Inject
    StoredJson json;

    /** The facts of a building, or where it is null of every building of the project, by code. */
    List<Facts> facts(Handle handle, Project project, Building.Key building, Lens lens, LocalDate today) {
        return List.copyOf(factsOf(handle, project, building == null ? null : List.of(building.id()), lens, today)
                .values());
    }

    /** The facts of some buildings of a project, or where they are null of every one, by id, in order of code. */
    Map<Long, Facts> factsOf(Handle handle, Project project, Collection<Long> buildings, Lens lens, LocalDate today) {
        Long[] only = buildings == null ? null : buildings.toArray(Long[]::new);
        Map<Long, List<Facts.Lot>> lots = lots(handle, project, only, lens);
        Map<Long, Map<TakeOff.Phase, TakeOff.Declared>> declared = takeOffs.inForce(handle, project, only);
        Map<Long, Facts> facts = new LinkedHashMap<>();
        this.buildings
                .inForce(handle, project, only)
                .forEach((id, content) -> facts.put(
                        id,
                        new Facts(
                                content,
                                lens,
                                today,
                                lots.getOrDefault(id, List.of()),
                                declared.getOrDefault(id, Map.of()))));
        return facts;
    }

    Structure structure(Handle handle, Building.Key building) {
        return handle.createQuery("select structure from building where project_id = :project and id = :building")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .mapTo(Structure.class)
                .one();
    }

    private Map<Long, List<Facts.Lot>> lots(Handle handle, Project project, Long[] buildings, Lens lens) {
        Map<Long, List<Facts.Lot>> lots = new HashMap<>();
        handle.createQuery(sql(lens))
                .bind("project", project.id())
                .bindByType("buildings", buildings, Long[].class)
                .map((rs, context) -> Map.entry(rs.getLong("building_id"), lot(rs)))
                .forEach(lot -> lots.computeIfAbsent(lot.getKey(), none -> new ArrayList<>())
                        .add(lot.getValue()));
        return lots;
    }

    /**
     * The one statement that reads components. Materialized, so that what a component amounts to is computed once and not for
     * every sum and count of it.
     */
    static String sql(Lens lens) {
        String amounts = Arrays.stream(Quantity.values())
                .map(quantity -> Counted.quantity(quantity, lens) + " as " + quantity.column())
                .collect(Collectors.joining(",\n    "));
        String sums = Arrays.stream(Quantity.values())
                .map(quantity -> """
                        sum(%1$s) filter (where counts) as %1$s,
                            count(*) filter (where counts and %1$s > 0) as %1$s_components,
                            count(*) filter (where counts and %1$s > 0 and held) as %1$s_held""".formatted(quantity.column()))
                .collect(Collectors.joining(",\n    "));
        return """
                with each as materialized (
                  select c.building_id, c.storey_id, c.spec_id, c.spec_revision, c.exterior, c.amount as amount_in_bill,
                    %s as mass_in_bill, %s as concrete_in_bill, coalesce(%s, false) as counts, l.holds <> '{}' as held, %s as amount,
                    %s
                  %s
                  where c.project_id = :project and not c.cancelled and (:buildings::bigint[] is null or c.building_id = any (:buildings))),
                counted as (
                  select building_id, storey_id, spec_id, spec_revision, exterior,
                    count(*) as in_bill, sum(amount_in_bill) as amount_in_bill, sum(mass_in_bill) as mass_in_bill,
                    sum(concrete_in_bill) as concrete_in_bill,
                    count(*) filter (where mass_in_bill is null) as unweighed,
                    count(*) filter (where counts) as components,
                    count(*) filter (where counts and held) as held,
                    sum(amount) filter (where counts) as amount,
                    %s
                  from each
                  group by building_id, storey_id, spec_id, spec_revision, exterior)
                select t.*, s.code as storey, r.category, r.features, r.parts::text as parts
                from counted t
                join storey s on s.project_id = :project and s.building_id = t.building_id and s.id = t.storey_id
                join spec_revision r on r.spec_id = t.spec_id and r.revision = t.spec_revision""".formatted(
                        Components.total(Quantity.MASS),
                        Components.total(Quantity.CONCRETE_VOLUME),
                        lens.condition(),
                        Counted.amount(lens),
                        amounts,
                        Counted.FROM,
                        sums);
    }

    private Facts.Lot lot(ResultSet rs) throws SQLException {
        Category category = Category.valueOf(rs.getString("category"));
        Boolean said = (Boolean) rs.getObject("exterior");
        Map<Quantity, Facts.Amount> amounts = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            BigDecimal sum = rs.getBigDecimal(quantity.column());
            if (sum != null && sum.signum() > 0) {
                amounts.put(
                        quantity,
                        new Facts.Amount(
                                sum,
                                rs.getLong(quantity.column() + "_components"),
                                rs.getLong(quantity.column() + "_held")));
            }
        }
        List<Facts.Line> lines = new ArrayList<>();
        lines.add(new Facts.Line(
                category,
                Arrays.stream((String[]) rs.getArray("features").getArray())
                        .map(Feature::valueOf)
                        .collect(Collectors.toSet()),
                said == null ? category.exteriorByDefault() : said,
                amounts,
                orZero(rs.getBigDecimal("mass_in_bill")),
                rs.getLong("unweighed"),
                orZero(rs.getBigDecimal("concrete_in_bill"))));
        String parts = rs.getString("parts");
        if (!parts.equals("[]")) {
            for (Spec.Part part : json.read(parts, Spec.Part[].class)) {
                lines.add(line(part, rs));
            }
        }
        return new Facts.Lot(rs.getString("storey"), rs.getLong("in_bill"), lines);
    }

    private static Facts.Line line(Spec.Part part, ResultSet rs) throws SQLException {
        BigDecimal count = BigDecimal.valueOf(part.count());
        BigDecimal amount = orZero(rs.getBigDecimal("amount"));
        Map<Quantity, Facts.Amount> amounts = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            BigDecimal each = quantity.of(part.quantities());
            if (each != null && each.signum() > 0 && amount.signum() > 0) {
                amounts.put(
                        quantity,
                        new Facts.Amount(
                                each.multiply(count).multiply(amount), rs.getLong("components"), rs.getLong("held")));
            }
        }
        return new Facts.Line(
                part.category(),
                Set.copyOf(part.features()),
                part.exterior() == null ? part.category().exteriorByDefault() : part.exterior(),
                amounts,
                orZero(part.quantities().massKg()).multiply(count).multiply(rs.getBigDecimal("amount_in_bill")),
                part.quantities().massKg() == null ? rs.getLong("in_bill") : 0,
                orZero(part.quantities().concreteVolumeM3())
                        .multiply(count)
                        .multiply(rs.getBigDecimal("amount_in_bill")));
    }

    private static BigDecimal orZero(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }
}
