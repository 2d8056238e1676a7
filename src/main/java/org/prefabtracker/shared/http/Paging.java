package org.prefabtracker.shared.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.QueryParam;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
    @QueryParam("limit")
    String limit;

    @Parameter(description = "The `next` of the previous page")
    @QueryParam("cursor")
    String cursor;

    /** A page of a list; {@code next} is null on the last one. */
    public record Page<T>(List<T> items, String next) {}

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where it is not a number from 1 to 1000 */
    public int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX_LIMIT) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        throw Problems.of(Violation.of(
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

    /** Removes the additional row; the next cursor is the key of the last remaining row. */
    public <T> Page<T> page(List<T> rows, Function<T, String> key) {
        int size = limit();
        if (rows.size() <= size) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, size);
        String last = key.apply(items.get(size - 1));
        return new Page<>(
                items, Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }
}
