package org.prefabtracker.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.http.ValidatingBodyReader;
import org.prefabtracker.shared.input.JsonRows;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Changes single components that have no live piece. */
@Path("/api/v1/projects/{project}/components")
@Tag(name = "Components")
@RequiresPermission(Permission.EDIT_BILL)
public class ComponentPatchResource {

    @Inject
    ComponentStore components;

    @Inject
    ComponentQueries queries;

    @Inject
    BillImport bills;

    @Inject
    ValidatingBodyReader body;

    @Inject
    ObjectMapper mapper;

    @Inject
    AuditContext auditContext;

    @PATCH
    @Path("/{code}")
    @Consumes({ValidatingBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchComponent",
            summary =
                    "Change a component before its RELEASE (If-Match), also its building, as a JSON Merge Patch: null removes "
                            + "a value that the designer has stated")
    public RestResponse<Component> change(
            @PathParam("project") String project,
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ComponentInput.class))) JsonNode patch) {
        if (!patch.isObject()) {
            throw Problems.of(
                    Violation.of(new ErrorLocation.Pointer(""), null, Violation.WRONG_TYPE, "expected an object"));
        }
        return Transactions.write(() -> change(Project.require(project), code, ifMatch, patch));
    }

    private RestResponse<Component> change(Project project, String code, String ifMatch, JsonNode patch) {
        Component component = components.lock(project, code).orElseThrow(() -> Problems.notFound("component", code));
        auditContext.changes(component);
        Etags.check(ifMatch, component.version());
        ObjectNode merged = merged(asSent(component), patch);
        Violations renamed = new Violations();
        Codes.checkSame(component.code(), Codes.normalise(merged.path("code").textValue()), renamed);
        if (!renamed.isEmpty()) {
            merged.put("code", component.code());
        }
        ParsedBody<ComponentInput> sent = body.read(ComponentInput.class, merged);
        Violations violations = sent.violations();
        renamed.kept().forEach(violations::add);
        if (component.tag() != null) {
            violations.throwIfAny();
            throw Problems.of(409, "Piece " + component.tag() + " exists for it, so it cannot be changed");
        }
        bills.register(project, JsonRows.single(sent.content()), BillImport.Rest.IGNORED, violations);
        return ComponentResource.answer(queries.find(project, code).orElseThrow());
    }

    /** A component as the designer sent it. The revision is left out: it stays, unless the patch names one or another spec. */
    private ObjectNode asSent(Component component) {
        ObjectNode sent = mapper.createObjectNode()
                .put("code", component.code())
                .put("mark", component.mark())
                .put("building", component.building())
                .put("storey", component.storey())
                .put("spec", component.spec())
                .put("position", component.position())
                .put("exterior", component.exterior())
                .put("count", component.count());
        return sent.set("quantities", mapper.valueToTree(component.quantities()));
    }

    /** Merges as in RFC 7396, but keeps nulls, so that the null of an unknown field is reported. */
    private static ObjectNode merged(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode former = target.get(field.getKey());
            target.set(
                    field.getKey(),
                    field.getValue().isObject() && former instanceof ObjectNode object
                            ? merged(object, field.getValue())
                            : field.getValue());
        });
        return target;
    }
}
