package org.prefabtracker.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.InsteadOfDelete;
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
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.problem.Warnings;
import org.prefabtracker.shared.text.Codes;

/** The catalogue of component specs. */
@Path("/api/v1/specs")
@Tag(name = "Catalogue")
@RequiresPermission(Permission.SIGNED_IN)
public class SpecResource {

    @Inject
    SpecStore specs;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    /** A spec that was registered, and what is unlikely about its sizes. */
    public record RegisteredSpec(
            @JsonUnwrapped Spec spec, @JsonUnwrapped Warnings noted) {}

    @POST
    @RequiresPermission(Permission.EDIT_CATALOGUE)
    @Operation(
            operationId = "createSpec",
            summary =
                    "Register a spec, released unless its status is DRAFT; an identical one answers 200, a different one "
                            + "with the same code 409; unlikely sizes are warnings")
    public RestResponse<RegisteredSpec> create(ParsedBody<Spec> sent) {
        Spec spec = sent.content();
        SpecOwner owner = SpecOwner.of(currentUser.account());
        Violations violations = sent.violations();
        checkOwner(owner, spec, violations);
        violations.throwIfAny();
        return Transactions.write(() -> {
            Spec former = specs.find(List.of(owner), spec.code()).orElse(null);
            UpsertResult registered = register(owner, spec);
            if (registered.updated() > 0) {
                throw Problems.of(Violation.conflict(
                        new ErrorLocation.Pointer("/code"),
                        spec.code(),
                        Violation.CONFLICT,
                        "the catalogue has a different spec with this code; change it with PUT"));
            }
            return answer(registered.created() > 0 ? Status.CREATED : Status.OK, owner, spec, former, registered);
        });
    }

    @GET
    @Operation(
            operationId = "listSpecs",
            summary =
                    "Search the caller's and the standard specs by part of a code, a Chinese or an English name; by code, the caller's own first")
    public Paging.Page<Spec> list(
            @BeanParam Paging paging,
            @Parameter(description = SpecOwner.PARAMETER) @QueryParam("owner") String owner,
            @QueryParam("q") String q,
            @Takes(Category.class) @QueryParam("category") String category,
            @Takes(Material.class) @QueryParam("material") String material,
            @QueryParam("standard") String standard) {
        SpecSearch search = new SpecSearch(
                q,
                QueryParams.choice(Category.class, "category", category),
                QueryParams.choice(Material.class, "material", material),
                standard);
        return Transactions.read(() -> {
            List<SpecOwner> owners = SpecOwner.filter(currentUser.account(), owner);
            List<Spec> found = specs.search(owners, search, paging.after(), paging.limit() + 1);
            if (found.isEmpty() && standard != null && !specs.hasStandard(owners, standard)) {
                throw QueryParams.notFound("standard", standard, "standard among these specs");
            }
            return paging.page(found, SpecStore::key, () -> specs.count(owners, search));
        });
    }

    @GET
    @Path("/{code}")
    @InsteadOfDelete("A spec stays, because bills use its revisions; register a new revision: PUT")
    @Operation(
            operationId = "getSpec",
            summary =
                    "The revision in force, with its ETag; the caller's own spec takes precedence over the standard's")
    public RestResponse<Spec> get(
            @PathParam("code") String code,
            @Parameter(description = SpecOwner.PARAMETER) @QueryParam("owner") String owner) {
        return answer(Status.OK, Transactions.read(() -> require(seen(owner), code)));
    }

    /** Every revision of a spec, the first one first. */
    @Schema(name = "SpecRevisions")
    public record Revisions(List<Spec> items) {}

    @GET
    @Path("/{code}/revisions")
    @Operation(
            operationId = "listSpecRevisions",
            summary = "Every revision, the first one first, of the caller's own spec or else the standard's")
    public Revisions revisions(
            @PathParam("code") String code,
            @Parameter(description = SpecOwner.PARAMETER) @QueryParam("owner") String owner) {
        List<Spec> revisions = Transactions.read(() -> specs.revisions(seen(owner), code));
        if (revisions.isEmpty()) {
            throw notFound(code);
        }
        return new Revisions(revisions);
    }

    @PUT
    @RequiresPermission(Permission.EDIT_CATALOGUE)
    @Path("/{code}")
    @Operation(
            operationId = "putSpec",
            summary =
                    "A new revision (If-Match), or a new spec; components keep the revision they have; unlikely sizes are "
                            + "warnings")
    public RestResponse<RegisteredSpec> put(
            @PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, ParsedBody<Spec> sent) {
        Spec spec = sent.content();
        SpecOwner owner = SpecOwner.of(currentUser.account());
        Violations violations = sent.violations();
        Codes.checkSame(code, spec.code(), violations);
        checkOwner(owner, spec, violations);
        violations.throwIfAny();
        return Transactions.write(() -> {
            specs.lock(owner, spec.code());
            Optional<Spec> existing = specs.find(List.of(owner), spec.code());
            existing.ifPresentOrElse(current -> Etags.check(ifMatch, version(current)), () -> Etags.checkNone(ifMatch));
            UpsertResult registered = register(owner, spec);
            return answer(
                    existing.isEmpty() ? Status.CREATED : Status.OK, owner, spec, existing.orElse(null), registered);
        });
    }

    /** A client may send back what it read; that does not change the owner. */
    private static void checkOwner(SpecOwner owner, Spec spec, Violations violations) {
        if (spec.owner() != null && !spec.owner().equals(owner.codeOrNull())) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/owner"),
                    spec.owner(),
                    Violation.OUT_OF_RANGE,
                    owner.codeOrNull() == null
                            ? "specs that you register are standard specs, which have no owner"
                            : "specs that you register belong to " + owner.codeOrNull());
        }
    }

    private UpsertResult register(SpecOwner owner, Spec spec) {
        return specs.register(owner, JsonRows.single(spec), new Violations());
    }

    private RestResponse<RegisteredSpec> answer(
            Status status, SpecOwner owner, Spec sent, Spec former, UpsertResult registered) {
        Spec stored = require(List.of(owner), sent.code());
        auditContext.changes(former, stored);
        return Etags.answer(status, new RegisteredSpec(stored, registered.noted()), version(stored));
    }

    private List<SpecOwner> seen(String owner) {
        return SpecOwner.seenBy(currentUser.account(), owner);
    }

    private Spec require(List<SpecOwner> owners, String code) {
        return specs.find(owners, code).orElseThrow(() -> notFound(code));
    }

    private static HttpProblem notFound(String code) {
        return Problems.notFound("spec", code);
    }

    // a release changes a revision without making a new one
    private static long version(Spec spec) {
        return spec.revision() * 2L + spec.status().ordinal();
    }

    private static RestResponse<Spec> answer(Status status, Spec spec) {
        return Etags.answer(status, spec, version(spec));
    }
}
