package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.InsteadOfDelete;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Organisations, which the operator maintains. */
@Path("/api/v1/organisations")
@Tag(name = "Access")
@RequiresPermission(Permission.OPERATE)
public class OrganisationResource {

    @Inject
    OrganisationStore store;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    Clock clock;

    @POST
    @Operation(
            operationId = "createOrganisation",
            summary = "Register an organisation; an identical one answers 200, a different one with the same code 409")
    public RestResponse<OrganisationView> create(ParsedBody<OrganisationInput> sent) {
        OrganisationInput input = sent.content();
        return Transactions.write(() -> {
            check(input, sent.violations());
            Optional<Organisation> existing = Organisation.find(input.code());
            auditContext.changes(existing.map(OrganisationView::from).orElse(null));
            if (existing.isPresent()) {
                if (!input.hasSameContent(existing.get())) {
                    throw Problems.of(Violation.conflict(
                            new ErrorLocation.Pointer("/code"),
                            input.code(),
                            Violation.CONFLICT,
                            "a different organisation has this code; change it with PUT"));
                }
                return answer(Status.OK, OrganisationView.from(existing.get()));
            }
            Organisation organisation = new Organisation();
            organisation.code = input.code();
            organisation.kind = input.kind();
            fill(organisation, input);
            organisation.persist();
            return answer(Status.CREATED, OrganisationView.from(organisation));
        });
    }

    private void fill(Organisation organisation, OrganisationInput input) {
        organisation.name = input.name();
        organisation.regionCode = input.regionCode();
        organisation.recordedBy = currentUser.personId();
        organisation.recordedAt = OffsetDateTime.now(clock);
    }

    private void check(OrganisationInput input, Violations violations) {
        if (input.regionCode() != null && !store.isRegion(input.regionCode())) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/regionCode"),
                    input.regionCode(),
                    Violation.NOT_FOUND,
                    "there is no such region");
        }
        violations.throwIfAny();
    }

    @GET
    @Operation(operationId = "listOrganisations", summary = "List organisations, by code")
    public Paging.Page<OrganisationView> list(@BeanParam Paging paging) {
        return Transactions.read(() -> paging.page(
                Organisation.listAfter(paging.after(), paging.limit() + 1).stream()
                        .map(OrganisationView::from)
                        .toList(),
                OrganisationView::code,
                () -> Organisation.count()));
    }

    @GET
    @Path("/{organisation}")
    @InsteadOfDelete(
            "An organisation stays, because records name it; take it out of a project: DELETE /api/v1/projects/{project}/parties/{organisation}")
    @Operation(operationId = "getOrganisation", summary = "An organisation, with its ETag")
    public RestResponse<OrganisationView> get(@PathParam("organisation") String code) {
        return answer(Status.OK, Transactions.read(() -> OrganisationView.from(Organisation.require(code))));
    }

    @PUT
    @Path("/{organisation}")
    @Operation(
            operationId = "updateOrganisation",
            summary = "Change an organisation's name or region (If-Match); its kind stays")
    public RestResponse<OrganisationView> change(
            @PathParam("organisation") String code,
            @HeaderParam("If-Match") String ifMatch,
            ParsedBody<OrganisationInput> sent) {
        OrganisationInput input = sent.content();
        return Transactions.write(() -> {
            Organisation organisation = Organisation.require(code);
            auditContext.changes(OrganisationView.from(organisation));
            Violations violations = sent.violations();
            Codes.checkSame(code, input.code(), violations);
            if (input.kind() != null && input.kind() != organisation.kind) {
                violations.addElsewhere(
                        new ErrorLocation.Pointer("/kind"),
                        input.kind().name(),
                        Violation.OUT_OF_RANGE,
                        "is " + organisation.kind + " and cannot be changed");
            }
            check(input, violations);
            Etags.check(ifMatch, organisation.version);
            if (!input.hasSameContent(organisation)) {
                fill(organisation, input);
                organisation.persistAndFlush();
            }
            return answer(Status.OK, OrganisationView.from(organisation));
        });
    }

    private static RestResponse<OrganisationView> answer(Status status, OrganisationView organisation) {
        return Etags.answer(status, organisation, organisation.version());
    }
}
