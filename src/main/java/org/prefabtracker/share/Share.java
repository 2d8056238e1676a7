package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.region.Region;
import org.prefabtracker.region.RegionClass;
import org.prefabtracker.region.RegionTargets;

/**
 * The share of prefab buildings in the construction started in a region in a year (国办发〔2016〕71号): the floor area of prefab
 * buildings over that of all started buildings.
 *
 * @param sharePercent rounded half up to two decimals; null where nothing was started
 * @param target the target of the region; null where none is stated
 * @param met whether the exact share reaches the target
 * @param gapM2 the prefab area that is missing to the target; negative where the target is exceeded
 * @param tracked the part in buildings of the system
 * @param declared the part that was declared; null where nothing was
 * @param children the regions within, as many levels down as requested
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Share(
        String region,
        String name,
        Region.Level level,
        int year,
        @JsonProperty("class") RegionClass regionClass,
        BigDecimal startedAreaM2,
        BigDecimal prefabAreaM2,
        BigDecimal sharePercent,
        RegionTargets.Stated target,
        Boolean met,
        BigDecimal gapM2,
        List<OfStructure> byStructure,
        Tracked tracked,
        DeclaredArea declared,
        List<Share> children) {

    private static final int SHOWN_DECIMALS = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * The part of one structure. For declared areas the structure may be unknown; then {@code structure} is UNSPECIFIED.
     *
     * @param ofPrefabPercent percent of all prefab area
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ShareOfStructure")
    public record OfStructure(
            String structure,
            BigDecimal startedAreaM2,
            BigDecimal prefabAreaM2,
            BigDecimal sharePercent,
            BigDecimal ofPrefabPercent,
            String buildings) {}

    /**
     * The part in buildings of the system.
     *
     * @param withoutRuleSet buildings without a rule set in force, which cannot count as prefab
     * @param provisional buildings that count as prefab by a provisional rating
     * @param withoutStart buildings of the region without startedOn, which count in no year
     * @param href the address of the list of buildings
     */
    @Schema(name = "TrackedConstruction")
    public record Tracked(
            long buildings,
            long prefabBuildings,
            long withoutRuleSet,
            long provisional,
            long withoutStart,
            BigDecimal startedAreaM2,
            BigDecimal prefabAreaM2,
            String href) {}

    /** The declared areas of the region and the regions within; {@code href} lists them. */
    public record DeclaredArea(BigDecimal startedAreaM2, BigDecimal prefabAreaM2, String href) {}

    static Share of(
            Region region, int year, ShareBasis basis, AreaTotals tally, RegionTargets policy, List<Share> children) {
        AreaTotals.Areas all = tally.all();
        RegionTargets.Stated target = policy.target(region.code(), year).orElse(null);
        BigDecimal gap = target == null
                ? null
                : target.percent().multiply(all.started()).movePointLeft(2).subtract(all.prefab());
        return new Share(
                region.code(),
                region.name(),
                region.level(),
                year,
                policy.classOf(region.code(), year).orElse(null),
                plain(all.started()),
                plain(all.prefab()),
                percent(all.prefab(), all.started()),
                target,
                gap == null || all.started().signum() == 0 ? null : gap.signum() <= 0,
                plain(gap),
                byStructure(region, year, basis, tally),
                new Tracked(
                        tally.buildings(),
                        tally.prefabBuildings(),
                        tally.unrated(),
                        tally.provisional(),
                        tally.withoutStart(),
                        plain(tally.tracked().started()),
                        plain(tally.tracked().prefab()),
                        ShareLinks.buildings(region.code(), year, basis, null)),
                tally.isDeclared()
                        ? new DeclaredArea(
                                plain(tally.declared().started()),
                                plain(tally.declared().prefab()),
                                ShareLinks.declared(region.code(), year))
                        : null,
                children);
    }

    private static List<OfStructure> byStructure(Region region, int year, ShareBasis basis, AreaTotals tally) {
        List<OfStructure> parts = new ArrayList<>();
        BigDecimal prefab = tally.all().prefab();
        tally.byStructure()
                .forEach((structure, areas) -> parts.add(ofStructure(
                        structure.name(), areas, prefab, ShareLinks.buildings(region.code(), year, basis, structure))));
        if (tally.unspecified().started().signum() > 0) {
            parts.add(ofStructure("UNSPECIFIED", tally.unspecified(), prefab, null));
        }
        return parts;
    }

    private static OfStructure ofStructure(
            String structure, AreaTotals.Areas areas, BigDecimal allPrefab, String href) {
        return new OfStructure(
                structure,
                plain(areas.started()),
                plain(areas.prefab()),
                percent(areas.prefab(), areas.started()),
                percent(areas.prefab(), allPrefab),
                href);
    }

    /** Prefab area of a structure, m2. */
    BigDecimal prefabOf(StructuralSystem structure) {
        return byStructure.stream()
                .filter(part -> part.structure().equals(structure.name()))
                .map(OfStructure::prefabAreaM2)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.multiply(HUNDRED).divide(whole, SHOWN_DECIMALS, RoundingMode.HALF_UP);
    }

    private static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
