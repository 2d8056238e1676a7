package org.prefabtracker.shared.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Operations.Operation;
import org.prefabtracker.shared.problem.Instance;
import org.prefabtracker.shared.problem.Problems;

/**
 * Completes problems with what the request and its address tell: the encoded {@code instance}, the methods of an address (405),
 * the media types that an operation takes (415) and answers (406). An error of a call that only reads does not mention storing.
 */
@ApplicationScoped
public class RoutingProblems implements ProblemPostProcessor {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** Calls that end the life of a thing, below its address or that of its list, with what they do. */
    private static final Map<String, String> ENDINGS =
            Map.of("cancel", "Cancel it", "withdraw", "Withdraw it", "revoke", "Revoke it");

    @Inject
    Operations operations;

    @Inject
    CurrentVertxRequest current;

    @Inject
    AuditContext auditContext;

    /** After the titles were set. */
    @Override
    public int priority() {
        return 1;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        RoutingContext routing = Arc.container().requestContext().isActive() ? current.getCurrent() : null;
        if (routing == null) {
            return problem;
        }
        HttpServerRequest request = routing.request();
        HttpProblem routed = routed(problem, context.cause, request);
        HttpProblem.Builder builder = HttpProblem.builder(routed).withInstance(asWritten(Instance.of(request.path())));
        String detail = routed.getDetail();
        boolean reads = READS.contains(request.method().name()) || auditContext.isQuestion();
        if (reads && detail != null) {
            builder.withDetail(Problems.withoutStored(detail));
        }
        return builder.build();
    }

    /** The library decodes an instance when it writes it. */
    private static URI asWritten(URI instance) {
        return URI.create(instance.toString().replace("%", "%25").replace("+", "%2B"));
    }

    private HttpProblem routed(HttpProblem problem, Throwable cause, HttpServerRequest request) {
        List<Operation> here = operations.at(request.path());
        String method = request.method().name();
        Optional<Operation> operation =
                here.stream().filter(each -> answers(each, method)).findFirst();
        if (cause instanceof NotAllowedException || cause instanceof NotFoundException) {
            return here.isEmpty() || operation.isPresent()
                    ? problem
                    : notAllowed(problem, method, request.path(), here);
        }
        List<String> produced = here.stream()
                .filter(each -> answers(each, method))
                .flatMap(each -> each.produces().stream())
                .distinct()
                .toList();
        if (cause instanceof NotAcceptableException && !produced.isEmpty()) {
            return HttpProblem.builder(problem)
                    .withDetail("This call answers " + String.join(", ", produced))
                    .build();
        }
        if (cause instanceof NotSupportedException && operation.isPresent()) {
            List<String> taken = operation.get().consumes();
            return HttpProblem.builder(problem)
                    .withDetail(
                            taken.isEmpty()
                                    ? "This call takes no body"
                                    : "Send the body as " + String.join(" or ", taken) + " and say so in Content-Type")
                    .build();
        }
        return problem;
    }

    private static boolean answers(Operation operation, String method) {
        return operation.method().equals(method)
                || method.equals("HEAD") && operation.method().equals("GET");
    }

    private HttpProblem notAllowed(HttpProblem problem, String method, String path, List<Operation> here) {
        Set<String> allowed = here.stream().map(Operation::method).collect(Collectors.toCollection(TreeSet::new));
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        String methods = String.join(", ", allowed);
        String detail = method + " is not possible here; possible are " + methods;
        if (method.equals("DELETE")) {
            detail += instead(path, here).map(sentence -> ". " + sentence).orElse("");
        }
        return HttpProblem.builder(problem)
                .withStatus(405)
                .withTitle(Problems.title(405))
                .withDetail(detail)
                .withHeader("Allow", methods)
                .build();
    }

    /** What to do with a thing that cannot be deleted. */
    private Optional<String> instead(String path, List<Operation> here) {
        for (Operation operation : here) {
            InsteadOfDelete stated = operation.handler().getAnnotation(InsteadOfDelete.class);
            if (stated != null) {
                return Optional.of(stated.value());
            }
        }
        String template = here.get(0).template();
        for (Map.Entry<String, String> ending : ENDINGS.entrySet()) {
            String below = "/" + ending.getKey();
            if (operations.has("POST", template + below)) {
                return Optional.of(ending.getValue() + ": POST " + Instance.of(path) + below);
            }
            int last = template.lastIndexOf('/');
            if (template.endsWith("}") && operations.has("POST", template.substring(0, last) + below)) {
                return Optional.of(
                        ending.getValue() + ": POST " + Instance.of(path.substring(0, path.lastIndexOf('/'))) + below);
            }
        }
        return Optional.empty();
    }
}
