package org.prefabtracker.shared;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What becomes of exceptions at the border: problem+json without a class name, SQL or stack trace in it. */
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private ProblemMappers() {}

    /** Everything nobody foresaw: logged whole, answered with nothing but a number to find it in the log. */
    @Provider
    @Priority(Priorities.USER - 1)
    public static class OfTheUnforeseen extends ExceptionMapperBase<RuntimeException> {
        @Override
        protected HttpProblem toProblem(RuntimeException e) {
            String state = Transact.sqlState(e);
            if (state.startsWith("08")
                    || state.startsWith("57P")
                    || state.startsWith("53")
                    || Transact.isContended(state)) {
                LOG.warnf("database unavailable, SQLSTATE %s", state);
                return Problems.builder(503, "The database cannot be asked right now; send it again")
                        .withHeader("Retry-After", "2")
                        .build();
            }
            UUID incident = UUID.randomUUID();
            LOG.errorf(e, "incident %s", incident);
            return Problems.builder(500, "Something failed on the server. Tell the operator incident " + incident)
                    .build();
        }
    }

    /** Gives every problem, also those that libraries made, the titles and members of the contract. */
    @ApplicationScoped
    public static class Finishing implements ProblemPostProcessor {
        private static final URI BLANK = URI.create("about:blank");

        @Override
        public HttpProblem apply(HttpProblem problem, ProblemContext context) {
            HttpProblem.Builder builder = HttpProblem.builder(problem)
                    .withType(problem.getType() == null ? BLANK : problem.getType())
                    .withTitle(Problems.title(problem.getStatusCode()));
            // what libraries say of a refusal names their classes
            if (problem.getDetail() == null || context.cause instanceof WebApplicationException) {
                builder.withDetail(Problems.title(problem.getStatusCode()));
            }
            return builder.build();
        }
    }
}
