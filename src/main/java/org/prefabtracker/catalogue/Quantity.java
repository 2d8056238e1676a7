package org.prefabtracker.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.prefabtracker.shared.message.Term;

/** The quantities of {@link Quantities}, one by one. */
public enum Quantity implements Term {
    CONCRETE_VOLUME("concreteVolumeM3", "concrete_volume_m3", "m3", "混凝土体积"),
    STRUCTURAL_CONCRETE_VOLUME("structuralConcreteVolumeM3", "structural_concrete_volume_m3", "m3", "结构混凝土体积"),
    STEEL_MASS("steelMassKg", "steel_mass_kg", "kg", "用钢量"),
    MASS("massKg", "mass_kg", "kg", "质量"),
    LENGTH("lengthM", "length_m", "m", "长度"),
    PLAN_AREA("planAreaM2", "plan_area_m2", "m2", "投影面积"),
    FACE_AREA("faceAreaM2", "face_area_m2", "m2", "墙面积"),
    INTERIOR_AREA("interiorAreaM2", "interior_area_m2", "m2", "内表面积");

    /** The columns of all, in order, as SQL lists them. */
    public static final String COLUMNS =
            Arrays.stream(values()).map(Quantity::column).collect(Collectors.joining(", "));

    private final String key;
    private final String column;
    private final String unit;
    private final String zh;

    Quantity(String key, String column, String unit, String zh) {
        this.key = key;
        this.column = column;
        this.unit = unit;
        this.zh = zh;
    }

    /** Its name in JSON. */
    @JsonValue
    public String key() {
        return key;
    }

    /** Its column in the tables of specs and components. */
    public String column() {
        return column;
    }

    public String unit() {
        return unit;
    }

    @Override
    public String zh() {
        return zh;
    }

    /** Its value per part of a spec; the structural volume is the whole concrete where it is not stated. Null: not stated. */
    public BigDecimal of(Quantities quantities) {
        return switch (this) {
            case CONCRETE_VOLUME -> quantities.concreteVolumeM3();
            case STRUCTURAL_CONCRETE_VOLUME ->
                quantities.structuralConcreteVolumeM3() != null
                        ? quantities.structuralConcreteVolumeM3()
                        : quantities.concreteVolumeM3();
            case STEEL_MASS -> quantities.steelMassKg();
            case MASS -> quantities.massKg();
            case LENGTH -> quantities.lengthM();
            case PLAN_AREA -> quantities.planAreaM2();
            case FACE_AREA -> quantities.faceAreaM2();
            case INTERIOR_AREA -> quantities.interiorAreaM2();
        };
    }

    /** Its name in JSON. */
    @Override
    public String toString() {
        return key;
    }

    /** @throws IllegalArgumentException for an unknown key */
    @JsonCreator
    public static Quantity of(String key) {
        return Arrays.stream(values())
                .filter(quantity -> quantity.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown quantity " + key));
    }
}
