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
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Deed;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Sent;
import org.prefabtracker.shared.Transact;

/** Which organisations take part in a project. */
@Path("/api/v1/projects/{project}/parties")
@Tag(name = "Access")
@Needs(Right.READ_PROJECT)
public class PartyResource {

    /** Who builds also designs or makes at times; who checks does nothing else. */
    private static final Set<Kind> CHECKING = EnumSet.of(Kind.SUPERVISOR, Kind.REVIEWER);

    @Inject
    Jdbi jdbi;

    @Inject
    Caller caller;

    @Inject
    Deed deed;

    /** An organisation and as what it takes part. */
    public record Party(String organisation, String name, Set<Kind> kinds) {}

    /** As what an organisation is to take part. */
    public record Part(@NotEmpty Set<@NotNull Kind> kinds) {}

    /** All of a project, by code. */
    public record All(List<Party> items) {}

    @GET
    @Operation(summary = "The organisations that take part in a project, and as what")
    public All list(@PathParam("project") String project) {
        return new All(jdbi.withHandle(handle -> parties(handle, project, null)));
    }

    @PUT
    @Path("/{organisation}")
    @Needs(Right.EDIT_PROJECT)
    @Operation(summary = "Let an organisation take part in a project: from now on it sees what its kinds let it see")
    public Party put(@PathParam("project") String project, @PathParam("organisation") String code, Sent<Part> sent) {
        Part part = sent.content();
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Faults faults = sent.faults();
            if (part.kinds() != null && part.kinds().stream().anyMatch(kind -> kind != null && !kind.isParty())) {
                faults.addElsewhere(
                        new Place.Pointer("/kinds"),
                        null,
                        Fault.OUT_OF_RANGE,
                        "regulators and operators see it anyway");
            }
            Organisation organisation = Organisation.require(handle, code);
            if (part.kinds() != null
                    && part.kinds().stream().anyMatch(kind -> CHECKING.contains(kind) && kind != organisation.kind())) {
                faults.addElsewhere(
                        new Place.Pointer("/kinds"),
                        null,
                        Fault.OUT_OF_RANGE,
                        organisation.code() + " is no organisation that checks others");
            }
            faults.throwIfAny();
            deed.changes(parties(handle, project, organisation.code()).stream()
                    .findFirst()
                    .orElse(null));
            long id = id(handle, project);
            requireMayChange(handle, id, organisation.code(), part.kinds());
            handle.createUpdate("""
                            delete from project_party
                            where project_id = :project and organisation_id = :organisation and kind <> all (:kinds)""")
                    .bind("project", id)
                    .bind("organisation", organisation.id())
                    .bind("kinds", Names.of(part.kinds()))
                    .execute();
            take(handle, id, organisation.id(), part.kinds(), caller.personId());
            return parties(handle, project, organisation.code()).get(0);
        }));
    }

    /** Who owns a project is for its owner to say, and for the operator; where it has none yet, for who edits it. */
    private void requireMayChange(Handle handle, long project, String organisation, Set<Kind> becomes) {
        Set<String> owners = handle.createQuery("""
                        select o.code from project_party p join organisation o on o.id = p.organisation_id
                        where p.project_id = :project and p.kind = 'OWNER'""")
                .bind("project", project)
                .mapTo(String.class)
                .set();
        boolean mayChange = owners.isEmpty()
                || caller.relations().contains(Kind.OWNER)
                || caller.account().isOperator();
        if (!mayChange && owners.contains(organisation) != becomes.contains(Kind.OWNER)) {
            throw Problems.of(403, "Who owns this project is for its owner to say");
        }
    }

    /** Lets an organisation take part in a project. */
    public static void take(Handle handle, long project, long organisation, Set<Kind> kinds, long person) {
        handle.createUpdate("""
                        insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by)
                        select :project, :organisation, kind, now(), :person from unnest(:kinds) as k (kind)
                        on conflict on constraint project_party_pk do nothing""")
                .bind("project", project)
                .bind("organisation", organisation)
                .bind("kinds", Names.of(kinds))
                .bind("person", person)
                .execute();
    }

    @DELETE
    @Path("/{organisation}")
    @Needs(Right.EDIT_PROJECT)
    @Operation(summary = "Let an organisation take part in a project no more; what it recorded stays")
    public void remove(@PathParam("project") String project, @PathParam("organisation") String code) {
        int removed = Transact.call(() -> jdbi.withHandle(handle -> {
            long id = id(handle, project);
            requireMayChange(handle, id, Codes.normalise(code), EnumSet.noneOf(Kind.class));
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
                .map((row, context) ->
                        new Party(row.getString("code"), row.getString("name"), Names.read(Kind.class, row, "kinds")))
                .list();
    }
}
