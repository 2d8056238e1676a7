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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Deed;
import org.prefabtracker.shared.Etags;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.JsonBody;
import org.prefabtracker.shared.JsonRows;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Sent;
import org.prefabtracker.shared.Transact;

/** Changes of single components, as long as nothing is made for them. */
@Path("/api/v1/projects/{project}/components")
@Tag(name = "Components")
@Needs(Right.EDIT_BILL)
public class ComponentPatchResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Components components;

    @Inject
    JsonBody body;

    @Inject
    ObjectMapper mapper;

    @Inject
    Deed deed;

    @PATCH
    @Path("/{code}")
    @Consumes({JsonBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            summary =
                    "Change a component before its RELEASE (If-Match), as a JSON Merge Patch: null takes back what the "
                            + "designer had said")
    public RestResponse<Component> change(
            @PathParam("project") String project,
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ComponentRow.class))) JsonNode patch) {
        if (!patch.isObject()) {
            throw Problems.of(Fault.of(new Place.Pointer(""), null, Fault.WRONG_TYPE, "expected an object"));
        }
        return Transact.call(() ->
                jdbi.withHandle(handle -> change(handle, Project.require(handle, project), code, ifMatch, patch)));
    }

    private RestResponse<Component> change(
            Handle handle, Project project, String code, String ifMatch, JsonNode patch) {
        Component component =
                components.lock(handle, project, code).orElseThrow(() -> Problems.notFound("component", code));
        deed.changes(component);
        Etags.check(ifMatch, component.version());
        ObjectNode merged = merged(asSent(component), patch);
        Faults renamed = new Faults();
        Codes.checkSame(component.code(), Codes.normalise(merged.path("code").textValue()), renamed);
        if (!renamed.isEmpty()) {
            merged.put("code", component.code());
        }
        Sent<ComponentRow> sent = body.read(ComponentRow.class, merged);
        Faults faults = sent.faults();
        renamed.kept().forEach(faults::add);
        if (component.tag() != null) {
            faults.throwIfAny();
            throw Problems.of(409, "Piece " + component.tag() + " is made for it, so it is frozen");
        }
        components.register(handle, project, JsonRows.single(sent.content()), faults);
        return ComponentResource.answer(components.find(handle, project, code).orElseThrow());
    }

    /** What the designer said of a component. Without the revision: it stays unless the patch says one or another spec. */
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

    /** RFC 7396, but for a null that stays, so that the null of a field there is not gets noticed. */
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
