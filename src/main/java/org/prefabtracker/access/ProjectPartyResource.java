package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** The organisations that take part in a project. */
@Path("/api/v1/projects/{project}/parties")
@Tag(name = "Access")
@RequiresPermission(Permission.READ_PROJECT)
public class ProjectPartyResource {

    /** Organisations of these kinds check others: they take part in this kind only. */
    private static final Set<OrganisationKind> CHECKING =
            EnumSet.of(OrganisationKind.SUPERVISOR, OrganisationKind.REVIEWER);

    @Inject
    ProjectPartyStore store;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    Clock clock;

    /** An organisation and the kinds in which it takes part. */
    public record Party(String organisation, String name, Set<OrganisationKind> kinds) {}

    /** The kinds in which an organisation is to take part. */
    @Schema(name = "PartyInput")
    public record Part(@NotEmpty Set<@NotNull OrganisationKind> kinds) {}

    /** All parties of a project, by code. */
    @Schema(name = "PartyList")
    public record All(List<Party> items) {}

    @GET
    @Operation(operationId = "listParties", summary = "The organisations that take part in a project, and their parts")
    public All list(@PathParam("project") String project) {
        return new All(store.list(project));
    }

    @PUT
    @Path("/{organisation}")
    @RequiresPermission(Permission.EDIT_PROJECT)
    @Operation(
            operationId = "putParty",
            summary = "Let an organisation take part in a project: from now on it sees what its kinds let it see")
    public Party put(
            @PathParam("project") String project, @PathParam("organisation") String code, ParsedBody<Part> sent) {
        Part part = sent.content();
        return Transactions.write(() -> {
            Organisation organisation = require(code);
            Violations violations = sent.violations();
            check(organisation, part, violations);
            violations.throwIfAny();
            long id = store.lock(project);
            auditContext.changes(store.find(project, organisation.code).orElse(null));
            requireMayChange(id, organisation.code, part.kinds());
            ProjectParty.replace(id, organisation.id, part.kinds(), currentUser.personId(), OffsetDateTime.now(clock));
            return store.find(project, organisation.code).orElseThrow();
        });
    }

    /** Regulators and operators see projects anyway; their permissions do not depend on parties. */
    private static Organisation require(String code) {
        Organisation organisation = Organisation.require(code);
        if (!organisation.kind.isParty()) {
            throw Problems.notFound("organisation", code);
        }
        return organisation;
    }

    private void check(Organisation organisation, Part part, Violations violations) {
        if (part.kinds() == null || part.kinds().contains(null)) {
            return;
        }
        String problem = null;
        boolean checks = CHECKING.contains(organisation.kind);
        if (part.kinds().stream().anyMatch(kind -> !kind.isParty())) {
            problem = "regulators and operators see the project without being parties";
        } else if (checks && !part.kinds().equals(EnumSet.of(organisation.kind))) {
            problem = "a checking organisation cannot have another part";
        } else if (!checks && part.kinds().stream().anyMatch(CHECKING::contains)) {
            problem = organisation.code + " is not a checking organisation";
        } else if (part.kinds().contains(OrganisationKind.OWNER)
                && organisation.kind != OrganisationKind.OWNER
                && !currentUser.account().isOperator()) {
            problem = organisation.code + " is not an owner";
        }
        if (problem != null) {
            violations.addElsewhere(new ErrorLocation.Pointer("/kinds"), null, Violation.OUT_OF_RANGE, problem);
        }
    }

    /**
     * The operator and the owner of a project may change its owners; while it has none, any of its editors may. Only the operator
     * may remove the last one.
     */
    private void requireMayChange(long project, String organisation, Set<OrganisationKind> becomes) {
        Set<String> owners = store.owners(project);
        if (currentUser.account().isOperator()
                || owners.contains(organisation) == becomes.contains(OrganisationKind.OWNER)) {
            return;
        }
        if (!owners.isEmpty() && !currentUser.relations().contains(OrganisationKind.OWNER)) {
            throw Problems.of(403, "Only an owner of this project can change its owners");
        }
        if (owners.equals(Set.of(organisation))) {
            throw Problems.of(409, "It is the only owner; name another one first");
        }
    }

    @DELETE
    @Path("/{organisation}")
    @RequiresPermission(Permission.EDIT_PROJECT)
    @Operation(operationId = "removeParty", summary = "Remove an organisation from a project; its records stay")
    public void remove(@PathParam("project") String project, @PathParam("organisation") String code) {
        boolean removed = Transactions.write(() -> {
            long id = store.lock(project);
            requireMayChange(id, Codes.normalise(code), EnumSet.noneOf(OrganisationKind.class));
            return Organisation.find(code)
                    .map(organisation -> ProjectParty.remove(id, organisation.id))
                    .orElse(false);
        });
        if (!removed) {
            throw Problems.notFound("party", code);
        }
    }
}
