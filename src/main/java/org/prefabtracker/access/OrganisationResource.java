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
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** The organisations there are; the operator sees to them. */
@Path("/api/v1/organisations")
@Tag(name = "Access")
@RequiresPermission(Permission.OPERATE)
public class OrganisationResource {

    @Inject
    Jdbi jdbi;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @POST
    @Operation(summary = "Register an organisation; the same one again answers 200, another one of its code 409")
    public RestResponse<Organisation> create(ParsedBody<Organisation.Draft> sent) {
        Organisation.Draft draft = sent.content();
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            check(handle, draft, sent.violations());
            Optional<Organisation> existing = Organisation.find(handle, draft.code());
            auditContext.changes(existing.orElse(null));
            return existing.map(organisation -> {
                        if (!draft.says(organisation)) {
                            throw Problems.of(Violation.conflict(
                                    new ErrorLocation.Pointer("/code"),
                                    draft.code(),
                                    Violation.CONFLICT,
                                    "there is another organisation of this code; change it by PUT"));
                        }
                        return answer(Status.OK, organisation);
                    })
                    .orElseGet(() -> {
                        handle.createUpdate("""
                                    insert into organisation (id, code, name, kind, region_code, version, recorded_by, recorded_at)
                                    values (nextval('organisation_seq'), :code, :name, :kind, :regionCode, 1, :person, now())""")
                                .bindMethods(draft)
                                .bind("person", currentUser.personId())
                                .execute();
                        return answer(Status.CREATED, Organisation.require(handle, draft.code()));
                    });
        }));
    }

    private static void check(Handle handle, Organisation.Draft draft, Violations violations) {
        if (draft.regionCode() != null
                && !handle.select("select exists (select from region where code = ?)", draft.regionCode())
                        .mapTo(Boolean.class)
                        .one()) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/regionCode"),
                    draft.regionCode(),
                    Violation.NOT_FOUND,
                    "there is no such region");
        }
        violations.throwIfAny();
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
            ParsedBody<Organisation.Draft> sent) {
        Organisation.Draft draft = sent.content();
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            Organisation organisation = Organisation.require(handle, code);
            auditContext.changes(organisation);
            Violations violations = sent.violations();
            Codes.checkSame(code, draft.code(), violations);
            if (draft.kind() != null && draft.kind() != organisation.kind()) {
                violations.addElsewhere(
                        new ErrorLocation.Pointer("/kind"),
                        draft.kind().name(),
                        Violation.OUT_OF_RANGE,
                        "is " + organisation.kind() + " and stays so");
            }
            check(handle, draft, violations);
            Etags.check(ifMatch, organisation.version());
            if (!draft.says(organisation)
                    && handle.createUpdate("""
                                            update organisation set name = :name, region_code = :regionCode, version = version + 1,
                                              recorded_by = :person, recorded_at = now()
                                            where id = :id and version = :version""")
                                    .bindMethods(draft)
                                    .bind("person", currentUser.personId())
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
