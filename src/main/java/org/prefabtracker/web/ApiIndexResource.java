package org.prefabtracker.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.http.Operations;

/** The index of the API: where a client that knows nothing begins. */
@Path("/api/v1")
@Tag(name = "Index")
@RequiresPermission(Permission.PUBLIC)
public class ApiIndexResource {

    private static final String BASE = "/api/v1/";

    @Inject
    Operations operations;

    /**
     * An address of the API.
     *
     * @param templated whether the address has variables in braces, which are to be replaced; absent if it has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ApiLink")
    public record Link(String href, Boolean templated, SortedSet<String> methods) {}

    /** All addresses in alphabetical order, and where they are described. */
    @Schema(name = "ApiIndex")
    public record Index(String name, Map<String, String> documentation, Collection<Link> links) {}

    @GET
    @Operation(
            operationId = "getIndex",
            summary = "The index: all addresses of the API with their methods, and where they are described")
    public Index index() {
        SortedMap<String, Link> links = new TreeMap<>();
        for (Operations.Operation operation : operations.all()) {
            String template = operation.template();
            if (template.startsWith(BASE)) {
                links.computeIfAbsent(
                                template,
                                none -> new Link(template, template.contains("{") ? true : null, new TreeSet<>()))
                        .methods()
                        .add(operation.method());
            }
        }
        Map<String, String> documentation = new LinkedHashMap<>();
        documentation.put("openapi", "/q/openapi");
        documentation.put("page", "/q/swagger-ui");
        return new Index("prefab-tracker", documentation, links.values());
    }
}
