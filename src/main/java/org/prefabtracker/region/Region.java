package org.prefabtracker.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * An administrative region: the nation, a province, a city or a county. To be read within a transaction.
 *
 * @param code of GB/T 2260 without the zeros at its end (32, 3201, 320102), so that a region's code begins with its parent's;
 *     {@value #NATION} is the nation
 * @param parent the code of the region it lies in; null of the nation
 */
public record Region(String code, String name, String parent) {

    public static final String NATION = "CN";

    /** How far down a region is. */
    public enum Level {
        NATION,
        PROVINCE,
        CITY,
        COUNTY
    }

    static Region from(RegionEntity region) {
        return new Region(region.code, region.name, region.parent);
    }

    public Level level() {
        return code.equals(NATION) ? Level.NATION : Level.values()[code.length() / 2];
    }

    /** The common beginning of the six-digit codes of everything in the region. */
    public String prefix() {
        return code.equals(NATION) ? "" : code;
    }

    /** {@code 320100} and {@code 3201} are one region, as {@code 000000} and {@code CN} are. */
    public static String normalise(String code) {
        String stripped = code.strip();
        if (stripped.equalsIgnoreCase(NATION)) {
            return NATION;
        }
        while (stripped.length() % 2 == 0 && stripped.endsWith("00")) {
            stripped = stripped.substring(0, stripped.length() - 2);
        }
        return stripped.isEmpty() && !code.isBlank() ? NATION : stripped;
    }

    /** The codes of a region and of those it lies in, the nearest first and the nation last. */
    public static List<String> chain(String code) {
        List<String> chain = new ArrayList<>();
        if (!code.equals(NATION)) {
            for (int length = code.length(); length >= 2; length -= 2) {
                chain.add(code.substring(0, length));
            }
        }
        chain.add(NATION);
        return chain;
    }

    /** The names of a region and of those it lies in, from the province down. */
    public static List<String> names(String code) {
        return RegionEntity.names(chain(normalise(code)));
    }

    /** The region of a code. */
    public static Optional<Region> find(String code) {
        return RegionEntity.find(normalise(code)).map(Region::from);
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where there is none of that code */
    public static Region require(String code) {
        return find(code).orElseThrow(() -> Problems.notFound("region", code));
    }

    /** Adds a violation where the regionCode of a body names an unknown region; null names none. */
    public static void check(String code, Violations violations) {
        ErrorLocation place = new ErrorLocation.Pointer("/regionCode");
        if (code != null && !violations.name(place) && find(code).isEmpty()) {
            violations.add(
                    place,
                    code,
                    Violation.NOT_FOUND,
                    "there is no such region; GET /api/v1/regions?parent=" + NATION + " lists them");
        }
    }

    /**
     * Regions after a code, in order of code.
     *
     * @param parent only those directly in it; null: all
     * @param q part of the name; empty: any name
     */
    static List<Region> list(String parent, String q, String after, int limit) {
        return RegionEntity.list(parent, q, after, limit).stream()
                .map(Region::from)
                .toList();
    }

    /** The region and everything in it, as many levels down as asked for, by code. */
    public static List<Region> within(Region region, int depth) {
        return RegionEntity.within(region.code, region.prefix(), region.prefix().length() + 2 * depth).stream()
                .map(Region::from)
                .toList();
    }
}
