package org.prefabtracker.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What {@code GET /specs} asks for, and the SQL that finds a page of it by code among the specs of an owner. Null where a filter was
 * not given.
 *
 * <p>A part that many specs have fills a page from the next ones by code; another is found by the index of its characters, and
 * sorted. Only what is in more than can be sorted in passing, and in hardly any of the next ones, is read on by code. The index is
 * asked in a query of its own (offset 0), lest the planner computes what is in it for spec after spec.
 *
 * @param q a part of what a spec is searched by; blank or null: any
 */
record SpecSearch(String q, Category category, Material material, String standard) {

    /** The number of specs, in order of code and beyond one page, that are read before the index is used. */
    private static final int NEXT_ONES = 1_000;

    /** The number of matches of the index that are sorted; with more, reading on by code is likely to be faster. */
    private static final int FEW = 25_000;

    /**
     * The number of pairs of characters that the index is searched for; each costs time, and a few select nearly as well as
     * all.
     */
    private static final int MOST_PAIRS = 8;

    SpecSearch {
        q = q == null ? "" : searchable(q);
    }

    /** The text by which a spec is searched. */
    static String textOf(Spec spec) {
        return searchable(spec.code() + " " + spec.names().name() + " "
                + (spec.names().nameEn() == null ? "" : spec.names().nameEn()) + " "
                + String.join(" ", spec.externalCodes().values()));
    }

    /** SQL for the part of {@link #textOf} that a revision {@code r} adds by columns that a sheet may lack. */
    static final String STORED = """
            replace(replace(lower(normalize(coalesce(r.name_en, '') || ' '
              || coalesce((select string_agg(value, ' ') from jsonb_each_text(r.external_codes)), ''), NFKC)), '×', 'x'), '*', 'x')""";

    /** {@code HW200*200}, {@code hw200x200} and {@code HW200×200} are the same for a search. */
    private static String searchable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replace('×', 'x')
                .replace('*', 'x');
    }

    /**
     * SQL that returns the ids of at most {@code :limit} specs of an owner after the code {@code :after}, in no order.
     *
     * @param atOrAfter whether the spec with that code is included
     */
    String sql(SpecOwner owner, boolean atOrAfter) {
        return q.isEmpty()
                ? byCode(owner, "s.id", atOrAfter, ":after", "", "limit")
                : """
                with near as materialized (
                  %s),
                found as materialized (select id, code from near where search like :pattern order by code limit :limit),
                beyond as materialized (
                  select max(code) as code from near
                  having count(*) = :nextOnes + :limit and (select count(*) from found) < :limit),
                few as materialized (
                  select s.id, s.code from (select * from spec where spec_grams(owner_id, search) @> :%s::text[] offset 0) as s
                  where exists (select from beyond) and %s and s.code > (select code from beyond)
                    and s.search like :pattern %s limit :few + 1)
                select id from (
                  select id, code from found
                  union all
                  (select id, code from few where (select count(*) from few) <= :few order by code limit :limit)
                  union all
                  (%s)) as hits
                order by code limit :limit""".formatted(
                        byCode(owner, "s.id, s.code, s.search", atOrAfter, ":after", "", "nextOnes + :limit"),
                        grams(owner),
                        owner.owns(),
                        filters().stream().map(" and s.%1$s = :%1$s"::formatted).reduce("", String::concat),
                        byCode(
                                owner,
                                "s.id, s.code",
                                false,
                                "(select code from beyond)",
                                " and s.search like :pattern and (select count(*) from few) > :few",
                                "limit"));
    }

    /**
     * Specs after a code in order of code. A filter leads the order and is compared as a row, so that the index of the filter
     * is the one that is in order: the planner takes the matches of a filter to be spread evenly among all codes, and they are not.
     * The owner leads it too, because for specs without an owner the planner does not know that they are in order.
     */
    private String byCode(
            SpecOwner owner, String columns, boolean atOrAfter, String after, String condition, String limit) {
        List<String> filters = filters();
        String beyond = atOrAfter ? " >= " : " > ";
        StringBuilder sql = new StringBuilder("select " + columns + " from spec s where " + owner.owns() + " and ");
        sql.append(
                filters.isEmpty()
                        ? "s.code" + beyond + after
                        : "(s.%1$s, s.code)%2$s(:%1$s, %3$s) and s.%1$s <= :%1$s"
                                .formatted(filters.get(0), beyond, after));
        filters.stream().skip(1).forEach(filter -> sql.append(" and s.%1$s = :%1$s".formatted(filter)));
        return sql.append(condition)
                .append(" order by s.owner_id, ")
                .append(filters.isEmpty() ? "" : "s." + filters.get(0) + ", ")
                .append("s.code limit :")
                .append(limit)
                .toString();
    }

    /** The columns of the filters, the most selective first. */
    private List<String> filters() {
        List<String> columns = new ArrayList<>();
        if (standard != null) {
            columns.add("standard");
        }
        if (category != null) {
            columns.add("category");
        }
        if (material != null) {
            columns.add("material");
        }
        return columns;
    }

    /** The filters as conditions on a spec {@code s}, to count what matches; bind {@link #conditionParameters}. */
    String conditions() {
        return filters().stream().map(" and s.%1$s = :%1$s"::formatted).reduce("", String::concat)
                + (q.isEmpty() ? "" : " and s.search like :pattern");
    }

    Map<String, Object> conditionParameters() {
        Map<String, Object> parameters = parameters(List.of());
        parameters.keySet().removeAll(List.of("nextOnes", "few"));
        return parameters;
    }

    /** The parameters of the SQL for some owners, except the owner, {@code after} and {@code limit}. */
    Map<String, Object> parameters(List<SpecOwner> owners) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        filters()
                .forEach(column -> parameters.put(
                        column,
                        switch (column) {
                            case "standard" -> standard;
                            case "category" -> category.name();
                            default -> material.name();
                        }));
        if (!q.isEmpty()) {
            parameters.put(
                    "pattern", "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
            owners.forEach(owner -> parameters.put(grams(owner), pairs(owner)));
            parameters.put("nextOnes", NEXT_ONES);
            parameters.put("few", FEW);
        }
        return parameters;
    }

    private static String grams(SpecOwner owner) {
        return owner.organisationId() == null ? "grams" : "gramsOfOwner";
    }

    /** The character, or pairs of characters from one end of the part to the other, as the index has them. */
    private String[] pairs(SpecOwner owner) {
        int[] characters = q.codePoints().toArray();
        String prefix = owner.organisationId() == null ? "" : owner.organisationId() + ":";
        int pairs = characters.length - 1;
        if (pairs == 0) {
            return new String[] {prefix + q};
        }
        int asked = Math.min(pairs, MOST_PAIRS);
        return IntStream.range(0, asked)
                .map(i -> asked == 1 ? 0 : (int) ((long) i * (pairs - 1) / (asked - 1)))
                .mapToObj(i -> prefix + new String(characters, i, 2))
                .distinct()
                .toArray(String[]::new);
    }
}
