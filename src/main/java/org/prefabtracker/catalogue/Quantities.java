package org.prefabtracker.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.AssertTrue;
import java.math.BigDecimal;

/**
 * The quantities of a spec per piece, metre or m2, or of a component in total. Null: not stated.
 *
 * @param concreteVolumeM3 concrete as delivered, m3
 * @param structuralConcreteVolumeM3 the part of it that counts in the main structure, m3; all of it where it is not stated
 * @param steelMassKg reinforcement or section steel, kg
 * @param massKg mass of the piece, kg
 * @param lengthM length, m
 * @param planAreaM2 horizontal projection not covered by another counted part, m2
 * @param faceAreaM2 outer face of envelope panels, one side of partitions, openings not deducted, m2
 * @param interiorAreaM2 of pods: walls, ceiling and floor, m2
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quantities(
        @QuantityConstraint BigDecimal concreteVolumeM3,
        @QuantityConstraint BigDecimal structuralConcreteVolumeM3,
        @QuantityConstraint BigDecimal steelMassKg,
        @QuantityConstraint BigDecimal massKg,
        @QuantityConstraint BigDecimal lengthM,
        @QuantityConstraint BigDecimal planAreaM2,
        @QuantityConstraint BigDecimal faceAreaM2,
        @QuantityConstraint BigDecimal interiorAreaM2) {

    @AssertTrue(message = "{prefab.structuralConcrete}")
    @JsonIgnore
    boolean isStructuralAPartOfTheConcrete() {
        return structuralConcreteVolumeM3 == null
                || concreteVolumeM3 == null
                || structuralConcreteVolumeM3.compareTo(concreteVolumeM3) <= 0;
    }

    public static final Quantities NONE = new Quantities(null, null, null, null, null, null, null, null);
}
