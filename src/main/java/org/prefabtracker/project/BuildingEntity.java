package org.prefabtracker.project;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.prefabtracker.shared.text.Codes;

/**
 * The row in force of a building, without its storeys, which are {@link StoreyEntity}. Other packages get the record {@link
 * Building} and {@link Building.Key}.
 */
@Entity
@Table(name = "building")
@IdClass(BuildingEntity.Key.class)
public class BuildingEntity extends PanacheEntityBase {

    /** The primary key; a class, because the id is generated. */
    public static class Key {
        public Long projectId;
        public Long id;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(projectId, key.projectId) && Objects.equals(id, key.id);
        }

        @Override
        public int hashCode() {
            return Objects.hash(projectId, id);
        }
    }

    @Id
    public Long projectId;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "building_seq")
    @SequenceGenerator(name = "building_seq", sequenceName = "building_seq", allocationSize = 50)
    public Long id;

    @Column(updatable = false)
    public String code;

    public String name;
    public String planningNumber;
    public String constructionPermit;
    public String regionCode;

    @Enumerated(EnumType.STRING)
    public BuildingUse use;

    @Enumerated(EnumType.STRING)
    public StructuralSystem structure;

    public int storeys;

    @Column(name = "floor_area_m2")
    public BigDecimal floorAreaM2;

    @Column(name = "above_ground_area_m2")
    public BigDecimal aboveGroundAreaM2;

    public LocalDate startedOn;
    public LocalDate completionAcceptedOn;

    @Version
    public int version = 1;

    static Optional<BuildingEntity> find(Project project, String code) {
        return BuildingEntity.<BuildingEntity>find("projectId = ?1 and code = ?2", project.id(), Codes.normalise(code))
                .firstResultOptional();
    }

    /** Stores a new building. */
    static BuildingEntity add(Project project, Building facts) {
        BuildingEntity building = new BuildingEntity();
        building.projectId = project.id();
        building.code = facts.code();
        building.fill(facts);
        building.persistAndFlush();
        return building;
    }

    /**
     * Stores other facts as the next version.
     *
     * @param former the facts of the version in force
     */
    void change(Building former, Building facts) {
        if (facts.differsInStoreysOnly(former)) {
            // no column of this row changes, so that Hibernate would leave the version as it is
            getEntityManager().lock(this, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        } else {
            fill(facts);
        }
        persistAndFlush();
    }

    private void fill(Building facts) {
        name = facts.name();
        planningNumber = facts.planningNumber();
        constructionPermit = facts.constructionPermit();
        regionCode = facts.regionCode();
        use = facts.use();
        structure = facts.structure();
        storeys = facts.storeys();
        floorAreaM2 = facts.floorAreaM2();
        aboveGroundAreaM2 = facts.aboveGroundAreaM2();
        startedOn = facts.startedOn();
        completionAcceptedOn = facts.completionAcceptedOn();
    }

    Building.Key key() {
        return new Building.Key(projectId, id, version);
    }
}
