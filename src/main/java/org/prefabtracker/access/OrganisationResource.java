package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Deed;
import org.prefabtracker.shared.Etags;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Paging;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Sent;
import org.prefabtracker.shared.Transact;

/** The organisations there are; the operator sees to them. */
@Path("/api/v1/organisations")
@Tag(name = "Access")
@Needs(Right.OPERATE)
public class OrganisationResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Caller caller;

    @Inject
    Deed deed;

    @POST
    @Operation(summary = "Register an organisation; the same one again answers 200, another one of its code 409")
    public RestResponse<Organisation> create(Sent<Organisation.Draft> sent) {
        Organisation.Draft draft = sent.content();
        return Transact.call(() -> jdbi.withHandle(handle -> {
            check(handle, draft, sent.faults());
            Optional<Organisation> existing = Organisation.find(handle, draft.code());
            deed.changes(existing.orElse(null));
            return existing.map(organisation -> {
                        if (!draft.says(organisation)) {
                            throw Problems.of(Fault.conflict(
                                    new Place.Pointer("/code"),
                                    draft.code(),
                                    Fault.CONFLICT,
                                    "there is another organisation of this code; change it by PUT"));
                        }
                        return answer(Status.OK, organisation);
                    })
                    .orElseGet(() -> {
                        handle.createUpdate("""
                                    insert into organisation (id, code, name, kind, region_code, version, recorded_by, recorded_at)
                                    values (nextval('organisation_seq'), :code, :name, :kind, :regionCode, 1, :person, now())""")
                                .bindMethods(draft)
                                .bind("person", caller.personId())
                                .execute();
                        return answer(Status.CREATED, Organisation.require(handle, draft.code()));
                    });
        }));
    }

    private static void check(Handle handle, Organisation.Draft draft, Faults faults) {
        if (draft.regionCode() != null
                && !handle.select("select exists (select from region where code = ?)", draft.regionCode())
                        .mapTo(Boolean.class)
                        .one()) {
            faults.addElsewhere(
                    new Place.Pointer("/regionCode"), draft.regionCode(), Fault.NOT_FOUND, "there is no such region");
        }
        faults.throwIfAny();
    }

    @GET
    @Operation(summary = "List organisations, by code")
    public Paging.Page<Organisation> list(@BeanParam Paging paging) {
        return paging.page(
                jdbi.withHandle(handle -> handle.createQuery(
                                Organisation.SELECT + "where code > :after order by code limit :limit")
                        .bind("after", paging.after())
                        .bind("limit", paging.limit() + 1)
                        .map(ConstructorMapper.of(Organisation.class))
                        .list()),
                Organisation::code);
    }

    @GET
    @Path("/{organisation}")
    @Operation(summary = "An organisation, with the ETag to change it by")
    public RestResponse<Organisation> get(@PathParam("organisation") String code) {
        return answer(Status.OK, jdbi.withHandle(handle -> Organisation.require(handle, code)));
    }

    @PUT
    @Path("/{organisation}")
    @Operation(summary = "Change an organisation's name or region (If-Match); its kind stays")
    public RestResponse<Organisation> change(
            @PathParam("organisation") String code,
            @HeaderParam("If-Match") String ifMatch,
            Sent<Organisation.Draft> sent) {
        Organisation.Draft draft = sent.content();
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Organisation organisation = Organisation.require(handle, code);
            deed.changes(organisation);
            Faults faults = sent.faults();
            Codes.checkSame(code, draft.code(), faults);
            if (draft.kind() != null && draft.kind() != organisation.kind()) {
                faults.addElsewhere(
                        new Place.Pointer("/kind"),
                        draft.kind().name(),
                        Fault.OUT_OF_RANGE,
                        "is " + organisation.kind() + " and stays so");
            }
            check(handle, draft, faults);
            Etags.check(ifMatch, organisation.version());
            if (!draft.says(organisation)
                    && handle.createUpdate("""
                                            update organisation set name = :name, region_code = :regionCode, version = version + 1,
                                              recorded_by = :person, recorded_at = now()
                                            where id = :id and version = :version""")
                                    .bindMethods(draft)
                                    .bind("person", caller.personId())
                                    .bind("id", organisation.id())
                                    .bind("version", organisation.version())
                                    .execute()
                            == 0) {
                throw Problems.of(412, "It was changed at the same time; read it again");
            }
            return answer(Status.OK, Organisation.require(handle, code));
        }));
    }

    private static RestResponse<Organisation> answer(Status status, Organisation organisation) {
        return ResponseBuilder.create(status, organisation)
                .header("ETag", Etags.of(organisation.version()))
                .build();
    }
}
