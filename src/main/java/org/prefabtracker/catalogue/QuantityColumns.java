package org.prefabtracker.catalogue;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.stream.Stream;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.Values;

/** The quantities as columns of a workbook, the same for specs and components. */
public final class QuantityColumns {

    private QuantityColumns() {}

    public static <T> Stream<Column<T>> of(Function<T, Quantities> quantities) {
        return Stream.of(
                QuantityColumns.<T>column(
                                "concreteVolumeM3", "混凝土体积", "Concrete", "m³", quantities, Quantities::concreteVolumeM3)
                        .spelled("混凝土方量", "concrete volume", "volume", "体积"),
                QuantityColumns.<T>column(
                                "structuralConcreteVolumeM3",
                                "结构混凝土体积",
                                "Structural concrete",
                                "m³",
                                quantities,
                                Quantities::structuralConcreteVolumeM3)
                        .spelled("structural concrete volume")
                        .noted("of a sandwich wall its inner leaf; empty: all of the concrete 夹心墙填内叶墙"),
                QuantityColumns.<T>column("planAreaM2", "投影面积", "Plan area", "m²", quantities, Quantities::planAreaM2)
                        .spelled("水平投影面积", "plan"),
                QuantityColumns.<T>column("faceAreaM2", "墙面积", "Face area", "m²", quantities, Quantities::faceAreaM2)
                        .spelled("face"),
                QuantityColumns.<T>column(
                                "interiorAreaM2", "内表面积", "Interior area", "m²", quantities, Quantities::interiorAreaM2)
                        .spelled("interior"),
                QuantityColumns.<T>column("lengthM", "长度", "Length", "m", quantities, Quantities::lengthM),
                QuantityColumns.<T>column("steelMassKg", "用钢量", "Steel", "kg", quantities, Quantities::steelMassKg)
                        .spelled("含钢量", "steel mass"),
                QuantityColumns.<T>column("massKg", "质量", "Mass", "kg", quantities, Quantities::massKg)
                        .spelled("重量", "weight"));
    }

    private static <T> Column<T> column(
            String key,
            String zh,
            String en,
            String unit,
            Function<T, Quantities> quantities,
            Function<Quantities, BigDecimal> value) {
        return Column.<T>of("quantities." + key, zh, en, CellType.DECIMAL, row -> value.apply(quantities.apply(row)))
                .in(unit);
    }

    public static Quantities read(Values values) {
        return new Quantities(
                values.get("quantities.concreteVolumeM3"),
                values.get("quantities.structuralConcreteVolumeM3"),
                values.get("quantities.steelMassKg"),
                values.get("quantities.massKg"),
                values.get("quantities.lengthM"),
                values.get("quantities.planAreaM2"),
                values.get("quantities.faceAreaM2"),
                values.get("quantities.interiorAreaM2"));
    }
}
