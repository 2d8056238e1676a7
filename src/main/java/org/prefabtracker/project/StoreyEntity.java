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
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A storey of a building. Components name it by its id, which it keeps while its code stays in the list. */
@Entity
@Table(name = "storey")
@IdClass(StoreyEntity.Key.class)
public class StoreyEntity extends PanacheEntityBase {

    /** The primary key; a class, because the id is generated. */
    public static class Key {
        public Long projectId;
        public Long buildingId;
        public Long id;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(projectId, key.projectId)
                    && Objects.equals(buildingId, key.buildingId)
                    && Objects.equals(id, key.id);
        }

        @Override
        public int hashCode() {
            return Objects.hash(projectId, buildingId, id);
        }
    }

    @Id
    public Long projectId;

    @Id
    public Long buildingId;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "storey_seq")
    @SequenceGenerator(name = "storey_seq", sequenceName = "storey_seq", allocationSize = 50)
    public Long id;

    @Column(updatable = false)
    public String code;

    /** The place in the order from below, from 1. */
    public int ordinal;

    @Enumerated(EnumType.STRING)
    public StoreyKind kind;

    @Column(name = "plan_area_m2")
    public BigDecimal planAreaM2;

    /** Makes the storeys of a building those of a list: by their codes they are added, changed or deleted. */
    static void replace(Building.Key building, List<Building.Storey> storeys) {
        Map<String, StoreyEntity> former = new HashMap<>();
        StoreyEntity.<StoreyEntity>list("projectId = ?1 and buildingId = ?2", building.projectId(), building.id())
                .forEach(storey -> former.put(storey.code, storey));
        int ordinal = 0;
        for (Building.Storey stated : storeys) {
            StoreyEntity storey = former.remove(stated.code());
            boolean isNew = storey == null;
            if (isNew) {
                storey = new StoreyEntity();
                storey.projectId = building.projectId();
                storey.buildingId = building.id();
                storey.code = stated.code();
            }
            storey.ordinal = ++ordinal;
            storey.kind = stated.kind();
            storey.planAreaM2 = stated.planAreaM2();
            if (isNew) {
                storey.persist();
            }
        }
        former.values().forEach(StoreyEntity::delete);
        flush();
    }
}
