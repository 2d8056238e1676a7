package org.prefabtracker.rating.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.component.ComponentSql;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingStore;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.project.TakeOffStore;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Reads the facts of ratings, in a fixed number of statements for any number of buildings and components. */
@ApplicationScoped
public class FactsReader {

    private static final int FETCHED_AT_ONCE = 2_000;

    @Inject
    BuildingStore buildings;

    @Inject
    TakeOffStore takeOffs;

    @Inject
    JsonColumn json;

    /** The facts of a building, or of all buildings of the project where it is null; in order of code. */
    public List<BuildingFacts> facts(Project project, Building.Key building, Lens lens, LocalDate today) {
        return List.copyOf(factsOf(project, building == null ? null : List.of(building.id()), lens, today)
                .values());
    }

    /** The facts of one building. */
    public BuildingFacts factsOf(Project project, Building.Key building, Lens lens, LocalDate today) {
        return factsOf(project, List.of(building.id()), lens, today).get(building.id());
    }

    /** The facts of some buildings of a project, or of all where they are null; by id, in order of code. */
    public Map<Long, BuildingFacts> factsOf(Project project, Collection<Long> buildings, Lens lens, LocalDate today) {
        return factsOf(project, buildings, lens, today, AsOfTables.NOW);
    }

    /** The facts as of a moment; a building that was not known at the moment is left out. */
    public Map<Long, BuildingFacts> factsOf(
            Project project, Collection<Long> buildings, Lens lens, LocalDate today, AsOfTables then) {
        Long[] only = buildings == null ? null : buildings.toArray(Long[]::new);
        return factsOf(project, only, declared(project, only, then.moment().knownAt()), lens, today, then);
    }

    /** The facts under a lens with declarations that are already read: one statement for components and one for joints. */
    public Map<Long, BuildingFacts> factsOf(
            Project project, Long[] only, Declared declared, Lens lens, LocalDate today, AsOfTables then) {
        Map<Long, List<BuildingFacts.Lot>> lots = lots(project, only, lens, then);
        Map<Long, List<JointFact>> joints = new HashMap<>();
        try (Stream<JointFactsReader.Row> rows =
                JointFactsReader.read(project, JointFactsReader.Wanted.all(only), lens, then)) {
            rows.forEach(row -> joints.computeIfAbsent(row.building(), none -> new ArrayList<>())
                    .add(row.joint()));
        }
        Map<Long, BuildingFacts> facts = new LinkedHashMap<>();
        declared.buildings()
                .forEach((id, content) -> facts.put(
                        id,
                        new BuildingFacts(
                                content,
                                lens,
                                today,
                                lots.getOrDefault(id, List.of()),
                                declared.takeOffs().getOrDefault(id, Map.of()),
                                joints.getOrDefault(id, List.of()))));
        return facts;
    }

    /** Buildings and their take-offs by id, which are the same under every lens. */
    public record Declared(Map<Long, Building> buildings, Map<Long, Map<TakeOff.Phase, TakeOff.Declared>> takeOffs) {}

    /** The declarations known at a moment; null: now. */
    public Declared declared(Project project, Long[] only, Instant knownAt) {
        return new Declared(buildings.inForce(project, only, knownAt), takeOffs.inForce(project, only, knownAt));
    }

    /**
     * The facts that decide which joints of a building count: all except components and joints.
     *
     * @return empty where the building was not known at the moment
     */
    public Optional<BuildingFacts> grounds(
            Project project, Building.Key building, Lens lens, LocalDate today, BitemporalPoint moment) {
        Declared declared = declared(project, new Long[] {building.id()}, moment.knownAt());
        return Optional.ofNullable(declared.buildings().get(building.id()))
                .map(content -> new BuildingFacts(
                        content,
                        lens,
                        today,
                        List.of(),
                        declared.takeOffs().getOrDefault(building.id(), Map.of()),
                        List.of()));
    }

    /**
     * The structure of a building, as it was known at a moment.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where the building was not known at the moment
     */
    public StructuralSystem structure(Project project, Building.Key building, BitemporalPoint moment) {
        if (moment.knownAt() != null) {
            return Optional.ofNullable(buildings
                            .inForce(project, new Long[] {building.id()}, moment.knownAt())
                            .get(building.id()))
                    .map(Building::structure)
                    .orElseThrow(() -> AsOfReader.notKnown(moment));
        }
        return Sql.query("select structure from building where project_id = :project and id = :building")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .mapTo(StructuralSystem.class)
                .one();
    }

    private Map<Long, List<BuildingFacts.Lot>> lots(Project project, Long[] buildings, Lens lens, AsOfTables then) {
        Map<Long, List<BuildingFacts.Lot>> lots = new HashMap<>();
        then.bind(Sql.query(sql(lens, then.from())))
                .bind("project", project.id())
                .bindByType("buildings", buildings, Long[].class)
                .map((rs, context) -> Map.entry(rs.getLong("building_id"), lot(rs)))
                .forEach(lot -> lots.computeIfAbsent(lot.getKey(), none -> new ArrayList<>())
                        .add(lot.getValue()));
        return lots;
    }

    /**
     * The statement that reads components. Materialized, so that the quantities of a component are computed once and not for
     * every sum and count.
     */
    public static String sql(Lens lens) {
        return sql(lens, CountingSql.FROM);
    }

    private static String sql(Lens lens, String from) {
        String amounts = Arrays.stream(Quantity.values())
                .map(quantity -> CountingSql.quantity(quantity, lens) + " as " + quantity.column())
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
                    %s,
                    %s
                  %s
                  where c.project_id = :project and not c.cancelled and (:buildings::bigint[] is null or c.building_id = any (:buildings))),
                counted as (
                  select building_id, storey_id, spec_id, spec_revision, exterior,
                    count(*) as in_bill, sum(amount_in_bill) as amount_in_bill, sum(mass_in_bill) as mass_in_bill,
                    sum(concrete_in_bill) as concrete_in_bill, sum(amount_wasted) as amount_wasted, sum(mass_wasted) as mass_wasted,
                    sum(concrete_wasted) as concrete_wasted,
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
                        ComponentSql.total(Quantity.MASS),
                        ComponentSql.total(Quantity.CONCRETE_VOLUME),
                        lens.condition(),
                        CountingSql.amount(lens),
                        wasted(lens),
                        amounts,
                        from,
                        sums);
    }

    private static String wasted(Lens lens) {
        return CountingSql.waste("c.amount", lens) + " as amount_wasted,\n    "
                + CountingSql.waste(ComponentSql.total(Quantity.MASS), lens) + " as mass_wasted,\n    "
                + CountingSql.waste(ComponentSql.total(Quantity.CONCRETE_VOLUME), lens) + " as concrete_wasted";
    }

    private static ComponentFact.Waste waste(ResultSet rs) throws SQLException {
        return new ComponentFact.Waste(
                orZero(rs.getBigDecimal("amount_wasted")),
                orZero(rs.getBigDecimal("mass_wasted")),
                orZero(rs.getBigDecimal("concrete_wasted")));
    }

    private BuildingFacts.Lot lot(ResultSet rs) throws SQLException {
        Map<Quantity, BuildingFacts.Amount> amounts = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            BigDecimal sum = rs.getBigDecimal(quantity.column());
            if (sum != null && sum.signum() > 0) {
                amounts.put(
                        quantity,
                        new BuildingFacts.Amount(
                                sum,
                                rs.getLong(quantity.column() + "_components"),
                                rs.getLong(quantity.column() + "_held")));
            }
        }
        return new LotAggregator.Sum(
                        rs.getString("storey"),
                        (Boolean) rs.getObject("exterior"),
                        rs.getLong("in_bill"),
                        rs.getBigDecimal("amount_in_bill"),
                        orZero(rs.getBigDecimal("mass_in_bill")),
                        rs.getLong("unweighed"),
                        orZero(rs.getBigDecimal("concrete_in_bill")),
                        waste(rs),
                        rs.getLong("components"),
                        rs.getLong("held"),
                        orZero(rs.getBigDecimal("amount")),
                        amounts)
                .lot(Category.valueOf(rs.getString("category")), features(rs), parts(rs.getString("parts")));
    }

    private static Set<Feature> features(ResultSet rs) throws SQLException {
        return Arrays.stream((String[]) rs.getArray("features").getArray())
                .map(Feature::valueOf)
                .collect(Collectors.toSet());
    }

    private List<Spec.Part> parts(String parts) {
        return parts.equals("[]") ? List.of() : List.of(json.read(parts, Spec.Part[].class));
    }

    private static BigDecimal orZero(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    /** Hands over the current components in the bill of a building, by code, each after its spec. Runs in a transaction. */
    public void each(
            Building.Key building, Lens lens, Consumer<ComponentFact> components, Consumer<CountedSpec> specs) {
        each(building, lens, AsOfTables.NOW, components, specs);
    }

    /**
     * Hands over the components in the bill of a building one by one, by code; the lots of {@link #factsOf} are their sums. Runs
     * in a transaction.
     */
    public void each(
            Building.Key building,
            Lens lens,
            AsOfTables then,
            Consumer<ComponentFact> components,
            Consumer<CountedSpec> specs) {
        String amounts = Arrays.stream(Quantity.values())
                .map(quantity -> CountingSql.quantity(quantity, lens) + " as " + quantity.column())
                .collect(Collectors.joining(",\n  "));
        Set<SpecRevision> passed = new HashSet<>();
        then.bind(Sql.query("""
                        select c.code, c.mark, s.code as storey, t.code as spec, c.spec_revision, c.exterior, c.count,
                          (select o.code from organisation o where o.id = t.owner_id) as spec_owner,
                          c.amount as amount_in_bill, %s as mass_in_bill, %s as concrete_in_bill, coalesce(%s, false) as counts,
                          coalesce(l.stage, 'DESIGNED') as stage, l.tag, coalesce(l.holds, '{}') as holds, %s as event, %s as amount,
                          %s,
                          %s,
                          r.category, r.features, r.parts::text as parts
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
                                wasted(lens),
                                amounts,
                                then.from())))
                .bind("project", building.projectId())
                .bind("building", building.id())
                .setFetchSize(FETCHED_AT_ONCE)
                .map((rs, context) -> {
                    ComponentFact component = component(rs);
                    if (passed.add(component.ofSpec())) {
                        specs.accept(new CountedSpec(
                                component.spec(),
                                component.specOwner(),
                                component.specRevision(),
                                Category.valueOf(rs.getString("category")),
                                features(rs),
                                parts(rs.getString("parts"))));
                    }
                    return component;
                })
                .useStream(stream -> stream.forEach(components));
    }

    private static ComponentFact component(ResultSet rs) throws SQLException {
        ComponentFact.Waste waste = waste(rs);
        return new ComponentFact(
                rs.getString("code"),
                rs.getString("mark"),
                rs.getString("storey"),
                rs.getString("spec"),
                rs.getString("spec_owner"),
                rs.getInt("spec_revision"),
                (Boolean) rs.getObject("exterior"),
                rs.getInt("count"),
                rs.getBigDecimal("amount_in_bill"),
                rs.getBigDecimal("mass_in_bill"),
                rs.getBigDecimal("concrete_in_bill"),
                PieceStage.valueOf(rs.getString("stage")),
                rs.getString("tag"),
                rs.getObject("event", UUID.class),
                List.of((String[]) rs.getArray("holds").getArray()),
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
