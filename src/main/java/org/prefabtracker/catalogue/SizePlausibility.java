package org.prefabtracker.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.prefabtracker.shared.message.Note;

/**
 * Whether the quantities of a spec, or of a component of it, fit its size and its material, as a sub-select in SQL: concrete within
 * 30 % of length x width x height, concrete of 1.5 to 3 t/m3, steel of 7 to 8.2 t/m3.
 *
 * <p>A stair, a balcony or a wall with insulation is not a solid block, so it may have less concrete than its size. The volume of
 * steel is that of its section where the code states one (HN400x200x8x13, SHS100x100x4); without, its size is an upper limit, because
 * the size of a section is that of the box around it. Standard specs whose data basis is stated are not questioned: their notes say
 * how they were computed.
 */
public final class SizePlausibility {

    /** Bodies that fill the box around them. */
    private static final Set<Category> SOLID = EnumSet.of(
            Category.COLUMN,
            Category.BRACE,
            Category.BEAM,
            Category.SHEAR_WALL,
            Category.DUCTILE_WALL_PANEL,
            Category.SLAB,
            Category.ROOF_PANEL,
            Category.AC_SLAB,
            Category.FACADE_PANEL,
            Category.PARTITION_PANEL,
            Category.PARAPET,
            Category.FLOOR_PANEL);

    private static final int SHOWN_DECIMALS = 4;

    private SizePlausibility() {}

    /**
     * A sub-select of what is unlikely: columns field, note (of {@link SizeNote}), found, size, lower and upper.
     *
     * @param own the alias of the row with own quantities and {@code amount}
     * @param spec the alias of the row with the spec's content
     * @param code the expression of the spec's code
     * @param standard the condition that the spec is of the standard
     */
    public static String unlikely(String own, String spec, String code, String standard) {
        return """
                (select s.field, s.note, s.found, s.size, s.lower, s.upper from (
                  select coalesce({own}.concrete_volume_m3, {spec}.concrete_volume_m3 * {own}.amount) as concrete,
                    coalesce({own}.mass_kg, {spec}.mass_kg * {own}.amount) / 1000 as mass,
                    {own}.amount * case {spec}.basis
                      when 'PIECE' then {spec}.length_mm * {spec}.width_mm * {spec}.height_mm / 1000000000
                      when 'METRE' then {spec}.width_mm * {spec}.height_mm / 1000000
                      else {spec}.height_mm / 1000 end as box,
                    {own}.amount * case when {spec}.material = 'STEEL' and {spec}.basis <> 'M2' then
                      {section} * case {spec}.basis when 'PIECE' then {spec}.length_mm / 1000 else 1 end end as section,
                    {spec}.category in ({solid}) and not 'INSULATION_INTEGRATED' = any ({spec}.features) as solid
                  where not ({standard} and {spec}.data_basis <> 'DECLARED'
                    and {own}.concrete_volume_m3 is null and {own}.mass_kg is null)) as q
                cross join lateral (values
                  ('concreteVolumeM3', 'VOLUME_AGAINST_SIZE', q.concrete, q.box,
                    case when q.solid then q.box * 0.7 else 0 end, q.box * 1.3, true),
                  ('massKg', 'UNLIKELY_DENSITY', q.mass / nullif(q.concrete, 0), null, 1.5, 3, {spec}.material = 'CONCRETE'),
                  ('massKg', 'UNLIKELY_DENSITY', q.mass / nullif(q.section, 0), null, 7, 8.2, q.section is not null),
                  ('massKg', 'UNLIKELY_DENSITY', q.mass / nullif(q.box, 0), null, 0, 8.2,
                    {spec}.material = 'STEEL' and q.section is null)) as s (field, note, found, size, lower, upper, applies)
                where s.applies and (s.found < s.lower or s.found > s.upper))""".replace("{section}", section(code))
                .replace("{own}", own)
                .replace("{spec}", spec)
                .replace("{standard}", standard)
                .replace(
                        "{solid}",
                        SOLID.stream()
                                .map(category -> "'" + category.name() + "'")
                                .collect(Collectors.joining(", ")));
    }

    /** The area of the section that a code states, m2: H sections by four numbers, hollow ones by SHS or RHS and three; else null. */
    private static String section(String code) {
        return """
                (select case
                    when h[4] is not null then (2 * h[2]::numeric * h[4]::numeric
                      + (h[1]::numeric - 2 * h[4]::numeric) * h[3]::numeric) / 1000000
                    when {code} ~* '^(SHS|RHS|□)' then (h[1]::numeric * h[2]::numeric
                      - (h[1]::numeric - 2 * h[3]::numeric) * (h[2]::numeric - 2 * h[3]::numeric)) / 1000000 end
                  from regexp_match({code},
                    '^[^0-9]*([0-9]{1,4}(?:[.][0-9]{1,2})?)[xX×*]([0-9]{1,4}(?:[.][0-9]{1,2})?)[xX×*]([0-9]{1,3}(?:[.][0-9]{1,2})?)(?:[xX×*]([0-9]{1,3}(?:[.][0-9]{1,2})?))?$')
                    as h)""".replace("{code}", code);
    }

    /** The message of a row of {@link #unlikely}. */
    public static Note note(ResultSet row) throws SQLException {
        return note(
                row.getString("note"),
                row.getBigDecimal("found"),
                row.getBigDecimal("size"),
                row.getBigDecimal("lower"),
                row.getBigDecimal("upper"));
    }

    /** The message of what is unlikely. */
    public static Note note(String note, BigDecimal found, BigDecimal size, BigDecimal lower, BigDecimal upper) {
        return switch (SizeNote.valueOf(note)) {
            case VOLUME_AGAINST_SIZE -> SizeNote.VOLUME_AGAINST_SIZE.of(shown(found), shown(size));
            case UNLIKELY_DENSITY -> SizeNote.UNLIKELY_DENSITY.of(shown(found), shown(lower), shown(upper));
        };
    }

    /** A number as it is shown, to 4 decimals. */
    public static BigDecimal shown(BigDecimal number) {
        BigDecimal rounded =
                number.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
