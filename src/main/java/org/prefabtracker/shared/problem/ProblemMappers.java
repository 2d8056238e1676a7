package org.prefabtracker.shared.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StaleObjectStateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.handlers.FormBodyHandler;
import org.postgresql.util.PSQLException;
import org.prefabtracker.shared.persistence.Transactions;

/**
 * Maps exceptions to problem+json without a class name, SQL or stack trace in it. Each mapper declares the interface again: the
 * build of the application, unlike that of the tests, does not look for it in the library.
 */
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** Whatever is wrong with the database, it is wrong for everybody: one line a second says it. */
    private static final SparseLog DATABASE_LOG = new SparseLog(LOG);

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String QUERY_CANCELED = "57014";

    /** The mappers of the library have 999. */
    private static final int BEFORE_THE_LIBRARY = 900;

    private ProblemMappers() {}

    /** Unexpected exceptions: logged in full, answered with only the incident number under which they are logged. */
    @Provider
    @Priority(Priorities.USER - 1)
    public static class OfTheUnforeseen extends ExceptionMapperBase<RuntimeException>
            implements ExceptionMapper<RuntimeException> {
        @Override
        protected HttpProblem toProblem(RuntimeException e) {
            return unforeseen(e);
        }
    }

    /**
     * The same for exceptions of input, output and the database driver; before the mapper of the library, which logs nothing.
     */
    @Provider
    @Priority(BEFORE_THE_LIBRARY)
    public static class OfTheChecked extends ExceptionMapperBase<Exception> implements ExceptionMapper<Exception> {
        @Override
        protected HttpProblem toProblem(Exception e) {
            return unforeseen(e);
        }
    }

    static HttpProblem unforeseen(Exception e) {
        return ofAConcurrentChange(e).orElseGet(() -> ofTheDatabase(e));
    }

    /** A lost update of an entity, and a key that is still taken after the retries of {@link Transactions}. */
    private static Optional<HttpProblem> ofAConcurrentChange(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException || cause instanceof StaleObjectStateException) {
                return Optional.of(Problems.of(412, "Another request changed it at the same time; read it again"));
            }
            if (cause instanceof PSQLException database
                    && UNIQUE_VIOLATION.equals(database.getSQLState())
                    && database.getServerErrorMessage() != null) {
                return Optional.of(Problems.of(
                        409, "This " + taken(database.getServerErrorMessage().getConstraint()) + " is taken already"));
            }
        }
        return Optional.empty();
    }

    /** What a unique constraint is about, from its name: {@code organisation_code_uk} is an organisation code. */
    static String taken(String constraint) {
        return constraint.replaceFirst("_(uk|pk|ix)$", "").replace('_', ' ');
    }

    private static HttpProblem ofTheDatabase(Exception e) {
        String state = Transactions.sqlState(e);
        if (state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || Transactions.isContended(state)) {
            DATABASE_LOG.warn("database unavailable, SQLSTATE " + state);
            return Problems.builder(503, "The database is not available; send the request again")
                    .withHeader("Retry-After", "2")
                    .build();
        }
        if (state.equals(QUERY_CANCELED)) {
            DATABASE_LOG.warn("a statement of a call took longer than prefab.database.call-timeout");
            return Problems.builder(
                            503,
                            "The answer takes the database too long; ask for less at a time, or send it again later")
                    .withHeader("Retry-After", "10")
                    .build();
        }
        return ofAForm(e).orElseGet(() -> incident(e));
    }

    private static HttpProblem incident(Exception e) {
        UUID incident = UUID.randomUUID();
        LOG.errorf(e, "incident %s", incident);
        return Problems.of(500, "The server failed. Report this incident to the operator: " + incident);
    }

    /**
     * The problem of an invalid form. The library throws exceptions of general types, so the class that threw it decides:
     * errors of the disk come from below the library.
     */
    private static Optional<HttpProblem> ofAForm(Exception e) {
        StackTraceElement[] stack = e.getStackTrace();
        if (Arrays.stream(stack).noneMatch(frame -> frame.getClassName().equals(FormBodyHandler.class.getName()))) {
            return Optional.empty();
        }
        if (stack[0].getClassName().equals(FormData.class.getName())) {
            return Optional.of(Problems.of(413, "A form has too many parts"));
        }
        if (stack[0].getClassName().startsWith(Base64.class.getName())) {
            // the library decodes a part in pieces, at line ends that are valid in the encoding
            return Optional.of(Problems.encodedPart());
        }
        boolean ofTheSender = e instanceof IOException
                || e.getCause() == null
                || e.getCause() instanceof UnsupportedEncodingException;
        return ofTheSender && stack[0].getClassName().startsWith("org.jboss.resteasy.")
                ? Optional.of(Problems.of(400, "The form is not readable as multipart/form-data"))
                : Optional.empty();
    }

    /** Adds titles and members of the contract to every problem, also to those of libraries. */
    @ApplicationScoped
    public static class Finishing implements ProblemPostProcessor {
        private static final URI BLANK = URI.create("about:blank");
        /** Before those of this application that complete a problem. */
        private static final int PRIORITY = 10;

        @Override
        public int priority() {
            return PRIORITY;
        }

        @Override
        public HttpProblem apply(HttpProblem problem, ProblemContext context) {
            HttpProblem.Builder builder = HttpProblem.builder(problem)
                    .withType(problem.getType() == null ? BLANK : problem.getType())
                    .withTitle(Problems.title(problem.getStatusCode()));
            // the details of libraries contain names of classes
            if (problem.getDetail() == null || context.cause instanceof WebApplicationException) {
                builder.withDetail(Problems.title(problem.getStatusCode()));
            }
            return builder.build();
        }
    }
}
