package org.prefabtracker.region;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The classes and targets of regions by year. Pure.
 *
 * @param classes by region
 * @param targets by region, each with its year
 */
public record RegionTargets(Map<String, RegionClassHistory> classes, Map<String, List<OfYear>> targets) {

    /** The target of a region for a year. */
    public record OfYear(int year, Target target) {}

    /**
     * A target and its source.
     *
     * @param statedBy the region that states it: the region itself or one around it
     * @param ofYear the year it was stated for: the requested one or the latest before
     * @param ofClass the class it was stated for; null where it is for all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TargetInForce")
    public record Stated(BigDecimal percent, String statedBy, int ofYear, RegionClass ofClass, String source) {}

    /** The class of a region or, without one, that of the nearest region around it; the nation has none. */
    public Optional<RegionClass> classOf(String region, int year) {
        if (region.equals(Region.NATION)) {
            return Optional.empty();
        }
        return Region.chain(region).stream()
                .filter(classes::containsKey)
                .flatMap(around -> classes.get(around).in(year).stream())
                .findFirst();
    }

    /**
     * The target in the nearest region, itself first, that states one for the year or before: the latest, and the one for its
     * class if there is one.
     */
    public Optional<Stated> target(String region, int year) {
        RegionClass regionClass = classOf(region, year).orElse(null);
        return Region.chain(region).stream()
                .flatMap(around -> targets.getOrDefault(around, List.of()).stream()
                        .filter(stated -> stated.year() <= year)
                        .sorted(Comparator.comparing(OfYear::year).reversed())
                        .map(stated -> stated(stated, around, around.equals(region) ? null : regionClass))
                        .filter(stated -> stated.percent() != null)
                        .limit(1))
                .findFirst();
    }

    private static Stated stated(OfYear stated, String by, RegionClass regionClass) {
        Target target = stated.target();
        boolean ofClass = regionClass != null && target.byClass().containsKey(regionClass);
        return new Stated(
                ofClass ? target.byClass().get(regionClass) : target.percent(),
                by,
                stated.year(),
                ofClass ? regionClass : null,
                target.source());
    }
}
