package org.prefabtracker.rating.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingStore;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.project.TakeOffStore;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Reads what people declare of buildings: their data and take-offs. */
@ApplicationScoped
public class DeclarationsReader {

    @Inject
    BuildingStore buildings;

    @Inject
    TakeOffStore takeOffs;

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
}
