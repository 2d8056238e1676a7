package org.prefabtracker.evaluation;

import java.math.BigDecimal;
import java.util.Comparator;
import org.prefabtracker.shared.http.Paging;

/**
 * The page of the components that differ.
 *
 * @param after the last component of the previous page; null: the first page
 */
record DiffPage(Paging paging, Weighed after) {

    /** The sort key of a component that differs: its weight and its code. */
    record Weighed(BigDecimal weight, String code) {

        static final Comparator<Weighed> HEAVIEST_FIRST =
                Comparator.comparing(Weighed::weight).reversed().thenComparing(Weighed::code);

        String cursor() {
            return CanonicalJson.plain(weight) + " " + code;
        }
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where the cursor is not of this list or the limit is not a number from 1 to 1000 */
    static DiffPage of(Paging paging) {
        String cursor = paging.after();
        if (cursor.isEmpty()) {
            return new DiffPage(paging, null);
        }
        int space = cursor.indexOf(' ');
        if (!cursor.substring(0, Math.max(space, 0)).matches("[0-9]{1,40}(\\.[0-9]{1,20})?")) {
            throw paging.foreign();
        }
        return new DiffPage(
                paging, new Weighed(new BigDecimal(cursor.substring(0, space)), cursor.substring(space + 1)));
    }
}
