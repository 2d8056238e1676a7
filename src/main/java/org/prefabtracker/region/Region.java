package org.prefabtracker.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.message.Term;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * An administrative region: the nation, a province, a city or a county. To be read within a transaction.
 *
 * @param code of GB/T 2260 without the zeros at its end (32, 3201, 320102), so that a code begins with that of its parent;
 *     {@value #NATION} is the nation
 * @param parent the code of the region around it; null for the nation
 */
public record Region(String code, String name, String parent) {

    public static final String NATION = "CN";

    /** The level of a region. */
    @Schema(name = "RegionLevel")
    public enum Level implements Term {
        NATION("全国"),
        PROVINCE("省级"),
        CITY("市级"),
        COUNTY("县级");

        private final String zh;

        Level(String zh) {
            this.zh = zh;
        }

        @Override
        public String zh() {
            return zh;
        }
    }

    static Region from(RegionEntity region) {
        return new Region(region.code, region.name, region.parent);
    }

    public Level level() {
        return code.equals(NATION) ? Level.NATION : Level.values()[code.length() / 2];
    }

    /** The common beginning of the six-digit codes of the region and all regions within. */
    public String prefix() {
        return code.equals(NATION) ? "" : code;
    }

    /** The stored form of a code: {@code 320100} is {@code 3201}, {@code 000000} is {@code CN}. */
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

    /** The codes of a region and the regions around it, the nearest first and the nation last. */
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

    /** The names of a region and the regions around it, from the province down. */
    public static List<String> names(String code) {
        return RegionEntity.names(chain(normalise(code)));
    }

    /** The region of a code. */
    public static Optional<Region> find(String code) {
        return RegionEntity.find(normalise(code)).map(Region::from);
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where the region does not exist */
    public static Region require(String code) {
        return find(code).orElseThrow(() -> Problems.notFound("region", code));
    }

    /** Adds a violation where the regionCode of a body names an unknown region; null is valid. */
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
    static long count(String parent, String q) {
        return RegionEntity.countWithin(parent, q);
    }

    static List<Region> list(String parent, String q, String after, int limit) {
        return RegionEntity.list(parent, q, after, limit).stream()
                .map(Region::from)
                .toList();
    }

    /** The region and the regions within, as many levels down as given, by code. */
    public static List<Region> within(Region region, int depth) {
        return RegionEntity.within(region.code, region.prefix(), region.prefix().length() + 2 * depth).stream()
                .map(Region::from)
                .toList();
    }
}
