package org.prefabtracker.component;

import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.JsonRows;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.text.Codes;

/** The bill of components of a project. */
@Path("/api/v1/projects/{project}/components")
@Tag(name = "Components")
@RequiresPermission(Permission.READ_BILL)
public class ComponentResource {

    @Inject
    ComponentStore components;

    @Inject
    ComponentQueries queries;

    @Inject
    BillImport bills;

    @Inject
    ComponentCancellationStore cancellation;

    /** A bill, or a part of one. */
    @Schema(name = "BillOfComponents")
    public record Bill(@NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid ComponentInput> components) {

        private static final int MOST = 10_000;

        /** More components than this are long work. */
        private static final int LARGE = 5_000;

        /** A list that is too long is refused before its items are checked. */
        boolean isTooLong() {
            return components != null && components.size() > MOST;
        }

        /** Whether its rows stand for so many components that storing them takes longer than a call may. */
        boolean needsLong() {
            return components != null
                    && components.stream()
                                    .filter(Objects::nonNull)
                                    .mapToLong(ComponentInput::size)
                                    .sum()
                            > LARGE;
        }
    }

    @POST
    @LargeBody(LargeBody.Holds.LIST)
    @RequiresPermission(Permission.EDIT_BILL)
    @Operation(
            operationId = "registerComponents",
            summary =
                    "Register components: each is created, changed or left unchanged, by its code; all or none. With replace=true "
                            + "components of the named buildings that the bill does not hold are cancelled (409 where one has a live "
                            + "piece), otherwise they are counted")
    public UpsertResult register(
            @PathParam("project") String project, @QueryParam("replace") String replace, ParsedBody<Bill> sent) {
        BillImport.Rest rest = BillImport.Rest.of(Boolean.TRUE.equals(QueryParams.flag("replace", replace)));
        Bill bill = sent.content();
        if (bill.isTooLong()) {
            sent.violations().throwIfAny();
        }
        Supplier<UpsertResult> work = () -> bills.register(
                Project.require(project), new JsonRows<>("components", bill.components()), rest, sent.violations());
        return bill.needsLong() ? Transactions.longWrite(work) : Transactions.write(work);
    }

    @GET
    @Operation(operationId = "listComponents", summary = "List components, by code")
    public Paging.Page<Component> list(
            @PathParam("project") String project,
            @BeanParam Paging paging,
            @QueryParam("building") String building,
            @QueryParam("storey") String storey,
            @Takes(ComponentStage.class) @QueryParam("stage") String stage,
            @Takes(Category.class) @QueryParam("category") String category,
            @QueryParam("spec") String spec,
            @QueryParam("mark") String mark,
            @Takes(Boolean.class) @QueryParam("onHold") String onHold,
            @QueryParam("q") String q) {
        ComponentStage chosenStage = QueryParams.choice(ComponentStage.class, "stage", stage);
        Category chosen = QueryParams.choice(Category.class, "category", category);
        ComponentQueries.Search search = new ComponentQueries.Search(
                Codes.normalise(building),
                Codes.normalise(storey),
                chosenStage == null ? null : chosenStage.name(),
                chosen == null ? null : chosen.name(),
                Codes.normalise(spec),
                Codes.normalise(mark),
                QueryParams.flag("onHold", onHold),
                q);
        return Transactions.read(() -> {
            Project of = Project.require(project);
            List<Component> found = queries.list(of, search, paging.after(), paging.limit() + 1);
            if (found.isEmpty()) {
                queries.checkFilters(of, search).throwIfAny();
            }
            return paging.page(found, Component::code, () -> queries.count(of, search));
        });
    }

    @GET
    @Path("/{code}")
    @Operation(
            operationId = "getComponent",
            summary = "A component: its place in the bill, its quantities and the stage of its piece")
    public RestResponse<Component> get(@PathParam("project") String project, @PathParam("code") String code) {
        return answer(Transactions.read(() ->
                queries.find(Project.require(project), code).orElseThrow(() -> Problems.notFound("component", code))));
    }

    @POST
    @LargeBody(LargeBody.Holds.LIST)
    @RequiresPermission(Permission.EDIT_BILL)
    @Path("/cancel")
    @Operation(
            operationId = "cancelComponents",
            summary =
                    "Cancel components by their codes or by a filter, in one transaction: those cancelled before stay, those with "
                            + "a live piece are kept and listed")
    public ComponentCancellationStore.Cancellation cancelMany(
            @PathParam("project") String code, ComponentSelection selection) {
        return Transactions.longWrite(() -> {
            Project project = Project.require(code);
            String building =
                    selection.filter() == null ? null : selection.filter().building();
            if (building != null && Building.key(project, building).isEmpty()) {
                throw Problems.of(Violation.of(
                        new ErrorLocation.Pointer("/filter/building"),
                        building,
                        Violation.NOT_FOUND,
                        "the project has no such building"));
            }
            return cancellation.cancel(project, selection);
        });
    }

    @POST
    @RequiresPermission(Permission.EDIT_BILL)
    @Path("/{code}/cancel")
    @Operation(
            operationId = "cancelComponent",
            summary = "Cancel a component; refused with 409 while it has a live piece")
    public RestResponse<Component> cancel(@PathParam("project") String project, @PathParam("code") String code) {
        return Transactions.write(() -> {
            Component component = components
                    .cancel(Project.require(project), code, true)
                    .orElseThrow(() -> Problems.notFound("component", code));
            if (component.tag() != null) {
                throw Problems.of(409, "Piece " + component.tag() + " exists for it and is live");
            }
            return answer(component);
        });
    }

    @POST
    @RequiresPermission(Permission.EDIT_BILL)
    @Path("/{code}/reinstate")
    @Operation(operationId = "reinstateComponent", summary = "Reinstate a cancelled component with its former values")
    public RestResponse<Component> reinstate(@PathParam("project") String project, @PathParam("code") String code) {
        return Transactions.write(() -> answer(components
                .cancel(Project.require(project), code, false)
                .orElseThrow(() -> Problems.notFound("component", code))));
    }

    static RestResponse<Component> answer(Component component) {
        return Etags.answer(Status.OK, component, component.version());
    }
}
