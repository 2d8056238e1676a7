package org.prefabtracker.workbook;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * A unit that the header of a column may state. Numbers in another unit of the same kind are converted exactly: 1 in = 25.4 mm,
 * 1 ft = 304.8 mm, 1 lb = 0.45359237 kg (international yard and pound agreement, 1959).
 *
 * @param kind units of the same kind are converted into each other
 * @param size in the base unit of the kind: m, m², m³, kg, percent
 */
record HeaderUnit(Kind kind, BigDecimal size) {

    /** What a unit measures. */
    enum Kind {
        LENGTH,
        AREA,
        VOLUME,
        MASS,
        SHARE,
        /** Units of what no column holds, such as forces. */
        OTHER
    }

    private static final Map<String, HeaderUnit> BY_NAME = new HashMap<>();

    static {
        unit(Kind.LENGTH, "0.001", "mm", "毫米");
        unit(Kind.LENGTH, "0.01", "cm", "厘米", "公分");
        unit(Kind.LENGTH, "0.1", "dm", "分米");
        unit(Kind.LENGTH, "1", "m", "米", "公尺", "metre", "meter", "metres", "meters");
        unit(Kind.LENGTH, "0.3048", "ft", "feet", "foot", "英尺");
        unit(Kind.LENGTH, "0.0254", "in", "inch", "inches", "英寸", "吋");
        unit(Kind.AREA, "0.000001", "mm2", "平方毫米");
        unit(Kind.AREA, "0.0001", "cm2", "平方厘米");
        unit(Kind.AREA, "0.01", "dm2", "平方分米");
        unit(Kind.AREA, "1", "m2", "平方米", "平米", "sqm");
        unit(Kind.AREA, "0.09290304", "ft2", "sqft", "平方英尺");
        unit(Kind.AREA, "0.00064516", "in2", "sqin", "平方英寸");
        unit(Kind.VOLUME, "0.000000001", "mm3", "立方毫米");
        unit(Kind.VOLUME, "0.000001", "cm3", "立方厘米");
        unit(Kind.VOLUME, "0.001", "dm3", "l", "litre", "liter", "立方分米", "升", "公升");
        unit(Kind.VOLUME, "1", "m3", "立方米", "立方", "方", "cum");
        unit(Kind.VOLUME, "0.028316846592", "ft3", "cuft", "立方英尺");
        unit(Kind.MASS, "0.001", "g", "克");
        unit(Kind.MASS, "1", "kg", "千克", "公斤");
        unit(Kind.MASS, "1000", "t", "吨", "公吨", "tonne", "tonnes");
        unit(Kind.MASS, "0.45359237", "lb", "lbs", "磅");
        unit(Kind.SHARE, "1", "%", "percent", "百分比");
        unit(Kind.OTHER, "1", "n", "kn", "mn", "牛", "千牛", "kg/m3", "kg/m2", "kg/m", "kg/件", "t/m3", "mpa", "pa");
    }

    private static void unit(Kind kind, String size, String... names) {
        HeaderUnit unit = new HeaderUnit(kind, new BigDecimal(size));
        for (String name : names) {
            BY_NAME.put(name, unit);
        }
    }

    /** The unit of a name in the form of {@link SheetDefinition#plain}; null where it is not known. */
    static HeaderUnit named(String name) {
        return BY_NAME.get(name);
    }

    /**
     * What a number in this unit is multiplied with to be in another one.
     *
     * @return null where the units are of different kinds
     */
    BigDecimal to(HeaderUnit other) {
        // the units of columns are powers of ten, so that the quotient is exact
        return kind == other.kind && kind != Kind.OTHER ? size.divide(other.size) : null;
    }
}
