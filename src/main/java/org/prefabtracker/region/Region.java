package org.prefabtracker.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * An administrative region: the nation, a province, a city or a county.
 *
 * @param code of GB/T 2260 without the zeros at its end (32, 3201, 320102), so that a region's code begins with its parent's;
 *     {@value #NATION} is the nation
 * @param parent null of the nation
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

    public Level level() {
        return code.equals(NATION) ? Level.NATION : Level.values()[code.length() / 2];
    }

    /** What the six digits of everything in the region begin with. */
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

    /** A region and those it lies in, the nearest first and the nation last. */
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
    public static List<String> names(Handle handle, String code) {
        return handle.createQuery(
                        "select name from region where code = any (:codes) and code <> :nation order by length(code)")
                .bind("codes", chain(normalise(code)).toArray(String[]::new))
                .bind("nation", NATION)
                .mapTo(String.class)
                .list();
    }

    public static Optional<Region> find(Handle handle, String code) {
        return handle.createQuery("select code, name, parent from region where code = :code")
                .bind("code", normalise(code))
                .map(ConstructorMapper.of(Region.class))
                .findOne();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where there is none of that code */
    public static Region require(Handle handle, String code) {
        return find(handle, code).orElseThrow(() -> Problems.notFound("region", code));
    }

    /** Adds a fault where the regionCode of a body names a region there is none of; null names none. */
    public static void check(Handle handle, String code, Violations violations) {
        ErrorLocation place = new ErrorLocation.Pointer("/regionCode");
        if (code != null && !violations.name(place) && find(handle, code).isEmpty()) {
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
     * @param q part of the name; null: any name
     */
    static List<Region> list(Handle handle, String parent, String q, String after, int limit) {
        return handle.createQuery("""
                        select code, name, parent from region where (:parent::text is null or parent = :parent)
                          and (:q::text is null or position(:q in name) > 0) and code > :after
                        order by code limit :limit""")
                .bind("parent", parent)
                .bind("q", q)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Region.class))
                .list();
    }

    /** The region and everything in it, as many levels down as asked for, by code. */
    public static List<Region> within(Handle handle, Region region, int depth) {
        return handle.createQuery("""
                        select code, name, parent from region
                        where code = :code or (code like :prefix || '%' and code <> 'CN' and length(code) <= :longest) order by code""")
                .bind("code", region.code())
                .bind("prefix", region.prefix())
                .bind("longest", region.prefix().length() + 2 * depth)
                .map(ConstructorMapper.of(Region.class))
                .list();
    }
}
