package org.prefabtracker.shared.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.QueryParam;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;

/**
 * Keyset paging: the cursor contains the sort key of the last item of the previous page, so page 10,000 is as fast as page 1.
 * A resource takes it as a {@code @BeanParam}, requests {@link #limit()} + 1 rows after {@link #after()} from the database
 * and returns {@link #page}.
 */
public class Paging {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;

    @Parameter(description = "How many items at most, 1 to 1000; 50 by default", example = "50")
    @Takes(Paging.class)
    @QueryParam("limit")
    String limit;

    @Parameter(description = "The `next` of the previous page")
    @QueryParam("cursor")
    String cursor;

    @Parameter(description = "true adds `total`, the number of all items that the filters match; false by default")
    @Takes(Boolean.class)
    @QueryParam("count")
    String count;

    /**
     * A page of a list.
     *
     * @param next null on the last page
     * @param total the number of items on all pages; null where it was not asked for
     */
    public record Page<T>(
            List<T> items,
            String next,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long total) {}

    /** Whether the number of all items is asked for. */
    public boolean counts() {
        return Boolean.TRUE.equals(QueryParams.flag("count", count));
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where it is not a number from 1 to 1000 */
    public int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        wrongLimit(limit).ifPresent(violation -> {
            throw Problems.of(violation);
        });
        return Integer.parseInt(limit);
    }

    /** What is wrong with a limit; empty for a good one. */
    static Optional<Violation> wrongLimit(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX_LIMIT) {
                return Optional.empty();
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        return Optional.of(Violation.of(
                new ErrorLocation.Parameter("limit"),
                limit,
                Violation.OUT_OF_RANGE,
                "a number from 1 to " + MAX_LIMIT));
    }

    /** The sort key after which the page begins; for the first page the empty string, which sorts before every key. */
    public String after() {
        if (cursor == null || cursor.isEmpty()) {
            return "";
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (key.indexOf('\0') < 0) {
                return key;
            }
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            // reported below
        }
        throw foreign();
    }

    /** The problem for a cursor whose sort key is not of this list. */
    public HttpProblem foreign() {
        return Problems.of(Violation.of(
                new ErrorLocation.Parameter("cursor"),
                cursor,
                Violation.UNKNOWN_VALUE,
                "take the `next` of an earlier page"));
    }

    /**
     * Removes the additional row; the next cursor is the key of the last remaining row.
     *
     * @param total counts the items of all pages; called only where their number is asked for
     */
    public <T> Page<T> page(List<T> rows, Function<T, String> key, LongSupplier total) {
        int size = limit();
        Long counted = counts() ? total.getAsLong() : null;
        if (rows.size() <= size) {
            return new Page<>(rows, null, counted);
        }
        List<T> items = rows.subList(0, size);
        String last = key.apply(items.get(size - 1));
        return new Page<>(
                items,
                Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8)),
                counted);
    }
}
