package org.prefabtracker.rating.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.component.ComponentSql;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.Building;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the components of a building one by one. */
@ApplicationScoped
public class ComponentFactReader {

    private static final int FETCHED_AT_ONCE = 2_000;

    @Inject
    JsonColumn json;

    /** Passes on the current components in the bill of a building, by code, each after its spec. Runs in a transaction. */
    public void each(
            Building.Key building, Lens lens, Consumer<ComponentFact> components, Consumer<CountedSpec> specs) {
        each(building, lens, AsOfTables.NOW, components, specs);
    }

    /**
     * Passes on the components in the bill of a building one by one, by code; the lots of {@link FactsReader} are their sums. Runs
     * in a transaction.
     */
    public void each(
            Building.Key building,
            Lens lens,
            AsOfTables then,
            Consumer<ComponentFact> components,
            Consumer<CountedSpec> specs) {
        Set<SpecRevision> told = new HashSet<>();
        then.bind(Sql.query("""
                        select c.code, c.mark, s.code as storey, t.code as spec, c.spec_revision, c.exterior, c.count,
                          (select o.code from organisation o where o.id = t.owner_id) as spec_owner,
                          c.amount as amount_in_bill, %s as mass_in_bill, %s as concrete_in_bill, coalesce(%s, false) as counts,
                          coalesce(l.stage, 'DESIGNED') as stage, l.tag, coalesce(l.holds, '{}') as holds, %s as event, %s as amount,
                          %s,
                          %s,
                          r.category, r.material, r.features, r.parts::text as parts
                        %s
                        join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                        join spec t on t.id = c.spec_id
                        where c.project_id = :project and c.building_id = :building and not c.cancelled
                        order by c.code""".formatted(
                                ComponentSql.total(Quantity.MASS),
                                ComponentSql.total(Quantity.CONCRETE_VOLUME),
                                lens.condition(),
                                then.event(),
                                CountingSql.amount(lens),
                                FactColumns.wasted(lens),
                                FactColumns.quantities(lens),
                                then.from())))
                .bind("project", building.projectId())
                .bind("building", building.id())
                .setFetchSize(FETCHED_AT_ONCE)
                .map((rs, context) -> {
                    ComponentFact component = component(rs);
                    if (told.add(component.ofSpec())) {
                        specs.accept(new CountedSpec(
                                component.ofSpec().code(),
                                component.ofSpec().owner(),
                                component.ofSpec().revision(),
                                FactColumns.category(rs),
                                FactColumns.material(rs),
                                FactColumns.features(rs),
                                FactColumns.parts(rs, json)));
                    }
                    return component;
                })
                .useStream(stream -> stream.forEach(components));
    }

    private static ComponentFact component(ResultSet rs) throws SQLException {
        ComponentFact.Waste waste = FactColumns.waste(rs);
        return new ComponentFact(
                rs.getString("code"),
                rs.getString("mark"),
                rs.getString("storey"),
                new SpecRevision(rs.getString("spec"), rs.getString("spec_owner"), rs.getInt("spec_revision")),
                (Boolean) rs.getObject("exterior"),
                rs.getInt("count"),
                new ComponentFact.InBill(
                        rs.getBigDecimal("amount_in_bill"),
                        rs.getBigDecimal("mass_in_bill"),
                        rs.getBigDecimal("concrete_in_bill")),
                new ComponentFact.OfPiece(
                        PieceStage.valueOf(rs.getString("stage")),
                        rs.getString("tag"),
                        rs.getObject("event", UUID.class),
                        List.of((String[]) rs.getArray("holds").getArray())),
                rs.getBoolean("counts"),
                rs.getBigDecimal("amount"),
                new Quantities(
                        rs.getBigDecimal(Quantity.CONCRETE_VOLUME.column()),
                        rs.getBigDecimal(Quantity.STRUCTURAL_CONCRETE_VOLUME.column()),
                        rs.getBigDecimal(Quantity.STEEL_MASS.column()),
                        rs.getBigDecimal(Quantity.MASS.column()),
                        rs.getBigDecimal(Quantity.LENGTH.column()),
                        rs.getBigDecimal(Quantity.PLAN_AREA.column()),
                        rs.getBigDecimal(Quantity.FACE_AREA.column()),
                        rs.getBigDecimal(Quantity.INTERIOR_AREA.column())),
                waste.amount().signum() == 0 ? null : waste);
    }
}
