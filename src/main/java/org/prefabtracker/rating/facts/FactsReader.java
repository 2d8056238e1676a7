package org.prefabtracker.rating.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;

/** Reads the facts of ratings, in a fixed number of statements for any number of buildings and components. */
@ApplicationScoped
public class FactsReader {

    @Inject
    DeclarationsReader declarations;

    @Inject
    LotReader lots;

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
        return factsOf(
                project,
                only,
                declarations.declared(project, only, then.moment().knownAt()),
                lens,
                today,
                then);
    }

    /** The facts under a lens with declarations that are already read: one statement for components and one for joints. */
    public Map<Long, BuildingFacts> factsOf(
            Project project,
            Long[] only,
            DeclarationsReader.Declared declared,
            Lens lens,
            LocalDate today,
            AsOfTables then) {
        Map<Long, List<BuildingFacts.Lot>> sums = lots.lots(project, only, lens, then);
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
                                sums.getOrDefault(id, List.of()),
                                declared.takeOffs().getOrDefault(id, Map.of()),
                                joints.getOrDefault(id, List.of()))));
        return facts;
    }
}
