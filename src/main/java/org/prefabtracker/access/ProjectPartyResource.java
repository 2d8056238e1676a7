package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Which organisations take part in a project. */
@Path("/api/v1/projects/{project}/parties")
@Tag(name = "Access")
@RequiresPermission(Permission.READ_PROJECT)
public class ProjectPartyResource {

    /** Who builds also designs or makes at times; who checks does nothing else. */
    private static final Set<OrganisationKind> CHECKING =
            EnumSet.of(OrganisationKind.SUPERVISOR, OrganisationKind.REVIEWER);

    @Inject
    Jdbi jdbi;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    /** An organisation and as what it takes part. */
    public record Party(String organisation, String name, Set<OrganisationKind> kinds) {}

    /** As what an organisation is to take part. */
    public record Part(@NotEmpty Set<@NotNull OrganisationKind> kinds) {}

    /** All of a project, by code. */
    public record All(List<Party> items) {}

    @GET
    @Operation(summary = "The organisations that take part in a project, and as what")
    public All list(@PathParam("project") String project) {
        return new All(jdbi.withHandle(handle -> parties(handle, project, null)));
    }

    @PUT
    @Path("/{organisation}")
    @RequiresPermission(Permission.EDIT_PROJECT)
    @Operation(summary = "Let an organisation take part in a project: from now on it sees what its kinds let it see")
    public Party put(
            @PathParam("project") String project, @PathParam("organisation") String code, ParsedBody<Part> sent) {
        Part part = sent.content();
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            Organisation organisation = require(handle, code);
            Violations violations = sent.violations();
            check(organisation, part, violations);
            violations.throwIfAny();
            long id = lock(handle, project);
            auditContext.changes(parties(handle, project, organisation.code()).stream()
                    .findFirst()
                    .orElse(null));
            requireMayChange(handle, id, organisation.code(), part.kinds());
            handle.createUpdate("""
                            delete from project_party
                            where project_id = :project and organisation_id = :organisation and kind <> all (:kinds)""")
                    .bind("project", id)
                    .bind("organisation", organisation.id())
                    .bind("kinds", EnumArrays.of(part.kinds()))
                    .execute();
            take(handle, id, organisation.id(), part.kinds(), currentUser.personId());
            return parties(handle, project, organisation.code()).get(0);
        }));
    }

    /** Regulators and operators see projects anyway, and what they may do in them no party gives or takes. */
    private static Organisation require(Handle handle, String code) {
        Organisation organisation = Organisation.require(handle, code);
        if (!organisation.kind().isParty()) {
            throw Problems.notFound("organisation", code);
        }
        return organisation;
    }

    private void check(Organisation organisation, Part part, Violations violations) {
        if (part.kinds() == null || part.kinds().contains(null)) {
            return;
        }
        String problem = null;
        boolean checks = CHECKING.contains(organisation.kind());
        if (part.kinds().stream().anyMatch(kind -> !kind.isParty())) {
            problem = "regulators and operators see it anyway";
        } else if (checks && !part.kinds().equals(EnumSet.of(organisation.kind()))) {
            problem = "who checks others does nothing else";
        } else if (!checks && part.kinds().stream().anyMatch(CHECKING::contains)) {
            problem = organisation.code() + " is no organisation that checks others";
        } else if (part.kinds().contains(OrganisationKind.OWNER)
                && organisation.kind() != OrganisationKind.OWNER
                && !currentUser.account().isOperator()) {
            problem = organisation.code() + " is no owner";
        }
        if (problem != null) {
            violations.addElsewhere(new ErrorLocation.Pointer("/kinds"), null, Violation.OUT_OF_RANGE, problem);
        }
    }

    /**
     * Who owns a project is for its owner to say, and for the operator; where it has none yet, for who edits it. Where it had one, it
     * has one: the last does not leave, but for the operator.
     */
    private void requireMayChange(Handle handle, long project, String organisation, Set<OrganisationKind> becomes) {
        Set<String> owners = handle.createQuery("""
                        select o.code from project_party p join organisation o on o.id = p.organisation_id
                        where p.project_id = :project and p.kind = 'OWNER'""")
                .bind("project", project)
                .mapTo(String.class)
                .set();
        if (currentUser.account().isOperator()
                || owners.contains(organisation) == becomes.contains(OrganisationKind.OWNER)) {
            return;
        }
        if (!owners.isEmpty() && !currentUser.relations().contains(OrganisationKind.OWNER)) {
            throw Problems.of(403, "Who owns this project is for its owner to say");
        }
        if (owners.equals(Set.of(organisation))) {
            throw Problems.of(409, "It is the only owner; name another one first");
        }
    }

    /** Lets an organisation take part in a project. */
    public static void take(Handle handle, long project, long organisation, Set<OrganisationKind> kinds, long person) {
        handle.createUpdate("""
                        insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by)
                        select :project, :organisation, kind, now(), :person from unnest(:kinds) as k (kind)
                        on conflict on constraint project_party_pk do nothing""")
                .bind("project", project)
                .bind("organisation", organisation)
                .bind("kinds", EnumArrays.of(kinds))
                .bind("person", person)
                .execute();
    }

    @DELETE
    @Path("/{organisation}")
    @RequiresPermission(Permission.EDIT_PROJECT)
    @Operation(summary = "Let an organisation take part in a project no more; what it recorded stays")
    public void remove(@PathParam("project") String project, @PathParam("organisation") String code) {
        int removed = Transactions.write(() -> jdbi.withHandle(handle -> {
            long id = lock(handle, project);
            requireMayChange(handle, id, Codes.normalise(code), EnumSet.noneOf(OrganisationKind.class));
            return handle.createUpdate("""
                            delete from project_party where project_id = :project
                              and organisation_id = (select id from organisation where code = :code)""")
                    .bind("project", id)
                    .bind("code", Codes.normalise(code))
                    .execute();
        }));
        if (removed == 0) {
            throw Problems.notFound("party", code);
        }
    }

    /** Of changes at once the later sees what the former left. */
    private static long lock(Handle handle, String project) {
        return handle.select("select id from project where code = ? for update", Codes.normalise(project))
                .mapTo(Long.class)
                .one();
    }

    private static long id(Handle handle, String project) {
        return handle.select("select id from project where code = ?", Codes.normalise(project))
                .mapTo(Long.class)
                .one();
    }

    private static List<Party> parties(Handle handle, String project, String only) {
        return handle.createQuery("""
                        select o.code, o.name, array_agg(p.kind order by p.kind) as kinds
                        from project_party p join organisation o on o.id = p.organisation_id
                        where p.project_id = :project and (:only::text is null or o.code = :only)
                        group by o.code, o.name order by o.code""")
                .bind("project", id(handle, project))
                .bind("only", only)
                .map((row, context) -> new Party(
                        row.getString("code"),
                        row.getString("name"),
                        EnumArrays.read(OrganisationKind.class, row, "kinds")))
                .list();
    }
}
