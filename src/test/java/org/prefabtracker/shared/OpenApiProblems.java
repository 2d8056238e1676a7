package org.prefabtracker.shared;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Adds to every operation the problems it can answer; their schemas are in META-INF/openapi.yaml. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiProblems implements OASFilter {

    /** The calls that need no sign-in; AccessMatrixTest checks the list. */
    private static final Pattern OPEN =
            Pattern.compile("/api/v1/(rule-sets(/schema|/\\{ruleSet})?|templates/.*)|/api/v1");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> problems(path, operation).forEach((status, problem) -> operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().ref(problem)))));
    }

    /** By status the name of the response in the document. */
    private static Map<String, String> problems(String path, Operation operation) {
        Map<String, String> problems = new LinkedHashMap<>();
        boolean body = operation.getRequestBody() != null;
        boolean signsIn = path.equals("/api/v1/session") && body;
        boolean open = OPEN.matcher(path).matches();
        if (open || signsIn) {
            operation.setSecurity(List.of());
        }
        if (!open) {
            problems.put("401", "NotSignedIn");
            problems.put("403", "NotAllowed");
        }
        if (path.equals("/api/v1/tokens") && body) {
            operation.setSecurity(List.of(
                    OASFactory.createSecurityRequirement().addScheme("password"),
                    OASFactory.createSecurityRequirement().addScheme("token")));
        }
        if (body) {
            problems.put("400", "NotReadable");
            problems.put("413", "TooLarge");
            problems.put("415", "NotTaken");
        }
        if (path.contains("{")) {
            problems.put("404", "NotFound");
        }
        if (takes(operation, Parameter.In.HEADER, "If-Match")) {
            problems.put("412", "Stale");
            problems.put("428", "NoIfMatch");
        }
        if (body || takes(operation, Parameter.In.QUERY, null)) {
            problems.put("422", "Invalid");
        }
        problems.put("429", "TooFast");
        problems.put("default", "Problem");
        return problems;
    }

    private static boolean takes(Operation operation, Parameter.In place, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter ->
                                parameter.getIn() == place && (name == null || name.equals(parameter.getName())));
    }
}
