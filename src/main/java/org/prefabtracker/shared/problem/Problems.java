package org.prefabtracker.shared.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Sentences;

/** Builds all error answers: {@code application/problem+json} by RFC 9457. */
public final class Problems {

    /** The number of violations that an answer lists; {@code totalErrors} counts all. */
    public static final int LISTED = 1_000;

    /** The member that lists the violations. */
    public static final String ERRORS = "errors";
    /** The end of the detail of violations; it is left out for calls that only read. */
    public static final String NOTHING_STORED = "; nothing was stored";

    private static final ErrorLocation.Pointer NO_POINTER = new ErrorLocation.Pointer("");
    private static final ErrorLocation.Cell NO_CELL = new ErrorLocation.Cell("", 0, null, null);

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Not readable"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(406, "Not acceptable"),
            Map.entry(408, "Too slow"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Changed since it was read"),
            Map.entry(413, "Too large"),
            Map.entry(414, "Address too long"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(421, "Misdirected request"),
            Map.entry(422, "Invalid"),
            Map.entry(428, "If-Match required"),
            Map.entry(429, "Too many requests"),
            Map.entry(431, "Headers too large"),
            Map.entry(503, "Temporarily unavailable"));

    private Problems() {}

    /** A detail without its end that says that nothing was stored, in either language. */
    public static String withoutStored(String detail) {
        for (Language language : Language.values()) {
            String end = Sentences.in(language, "1 problem" + NOTHING_STORED)
                    .substring(Sentences.in(language, "1 problem").length());
            if (detail.endsWith(end)) {
                return detail.substring(0, detail.length() - end.length());
            }
        }
        return detail;
    }

    /** A problem with a status and a sentence that helps; further members by {@code with}. */
    public static HttpProblem of(int status, String detail) {
        return builder(status, detail).build();
    }

    public static HttpProblem.Builder builder(int status, String detail) {
        return HttpProblem.builder().withStatus(status).withTitle(title(status)).withDetail(detail);
    }

    /** 400 for a part of a form that is encoded for its transfer (RFC 7578, 4.7: it must not be). */
    public static HttpProblem encodedPart() {
        return of(400, "Send the parts of a form without Content-Transfer-Encoding");
    }

    /** All violations of a request together: 409 where every one conflicts with stored data, else 422. */
    public static HttpProblem of(Violations violations) {
        return builder(violations).build();
    }

    public static HttpProblem.Builder builder(Violations violations) {
        int status = violations.onlyConflicts() ? 409 : 422;
        List<Violation> listed = inOrder(violations.kept()).limit(LISTED).toList();
        return builder(
                        status,
                        (violations.total() == 1 ? "1 problem" : violations.total() + " problems") + NOTHING_STORED)
                .with(ERRORS, listed)
                .with("totalErrors", violations.total());
    }

    /** The problem with its title, its detail and its violations in a language. */
    public static HttpProblem.Builder in(Language language, HttpProblem problem) {
        HttpProblem.Builder builder = HttpProblem.builder(problem)
                .withTitle(Sentences.in(language, problem.getTitle()))
                .withDetail(Sentences.in(language, problem.getDetail()));
        if (problem.getParameters().get(ERRORS) instanceof List<?> errors) {
            builder.with(
                    ERRORS,
                    errors.stream()
                            .map(error -> error instanceof Violation violation ? violation.in(language) : error)
                            .toList());
        }
        return builder;
    }

    /** Violations of a body or a sheet are in the order of its rows, sheet by sheet; others keep their order. */
    private static Stream<Violation> inOrder(List<Violation> violations) {
        Map<String, Integer> sheets = new HashMap<>();
        for (Violation violation : violations) {
            if (violation.place() instanceof ErrorLocation.Cell cell) {
                sheets.putIfAbsent(cell.sheet(), sheets.size());
            }
        }
        return violations.stream()
                .sorted(Comparator.comparing(Problems::pointer).thenComparing(Problems::cell, cellsBy(sheets)));
    }

    private static Comparator<ErrorLocation.Cell> cellsBy(Map<String, Integer> sheets) {
        return Comparator.<ErrorLocation.Cell>comparingInt(cell -> sheets.getOrDefault(cell.sheet(), 0))
                .thenComparingInt(ErrorLocation.Cell::row)
                .thenComparingInt(
                        cell -> cell.column() == null ? 0 : cell.column().length())
                .thenComparing(cell -> Objects.requireNonNullElse(cell.column(), ""));
    }

    private static ErrorLocation.Pointer pointer(Violation violation) {
        return violation.place() instanceof ErrorLocation.Pointer pointer ? pointer : NO_POINTER;
    }

    private static ErrorLocation.Cell cell(Violation violation) {
        return violation.place() instanceof ErrorLocation.Cell cell ? cell : NO_CELL;
    }

    /** The answer for a single violation. */
    public static HttpProblem of(Violation violation) {
        Violations violations = new Violations();
        violations.add(violation);
        return of(violations);
    }

    /** 404 for something that does not exist or that the caller may not see. */
    public static HttpProblem notFound(String what, String code) {
        return of(404, "There is no " + what + " " + code);
    }

    /** The title of a status. */
    public static String title(int status) {
        return TITLES.getOrDefault(status, status >= 500 ? "Internal error" : "Request refused");
    }
}
