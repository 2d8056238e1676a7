package org.prefabtracker.audit;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.project.Project;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.time.BitemporalPoint;
import org.prefabtracker.workbook.WorkbookExporter;

/** The audit log and its verification. */
@Path("/api/v1/audit")
@Tag(name = "Audit")
@RequiresPermission(Permission.READ_AUDIT)
public class AuditResource {

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditReader entries;

    @Inject
    WorkbookExporter exports;

    @Inject
    RecordVerifier verifier;

    @Inject
    RowSecurity rowSecurity;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    @GET
    @Operation(
            operationId = "listAuditEntries",
            summary = "The audit log, latest first: writes, log-ins, exports, refusals, and reads of projects by the "
                    + "operator; each with person, organisation, address, change and outcome")
    public Paging.Page<AuditEntry> list(@BeanParam AuditSearch search, @BeanParam Paging paging) {
        AuditReader.Search asked = search.read(zone);
        String after = paging.after();
        long before = after.isEmpty() ? Long.MAX_VALUE : number(after);
        if (before == 0) {
            throw paging.foreign();
        }
        return Transactions.read(() -> {
            Region region = region();
            List<AuditEntry> found = entries.search(asked, region, before, paging.limit() + 1);
            if (found.isEmpty()) {
                entries.checkFilters(asked, region).throwIfAny();
            }
            return paging.page(found, entry -> Long.toString(entry.id()), () -> entries.count(asked, region));
        });
    }

    @GET
    @Path("/export")
    @Operation(operationId = "exportAuditEntries", summary = "The audit log as a workbook, earliest first")
    public Response export(@BeanParam AuditSearch search) {
        AuditReader.Search asked = search.read(zone);
        Region region = Transactions.read(() -> {
            Region of = region();
            entries.checkFilters(asked, of).throwIfAny();
            return of;
        });
        return exports.answer(AuditColumns.LAYOUT, rows -> entries.each(asked, region, rows));
    }

    /**
     * The region of a regulator; null for that of the nation. Entries without a region, such as those of the catalogue, are
     * for the operator only.
     */
    private Region region() {
        return currentUser.account().isOperator()
                ? null
                : Region.require(currentUser.account().region());
    }

    /** The latest sealed batch; its digest is to be kept on a system that the administrators of the database cannot change. */
    @Schema(name = "AuditHead")
    public record Head(long number, String digest, OffsetDateTime sealedAt, int entries) {}

    @GET
    @RequiresPermission(Permission.SIGNED_IN)
    @Path("/head")
    @Operation(
            operationId = "getAuditHead",
            summary =
                    "The latest batch of sealed entries. Keep its digest outside the system and verify the log with it")
    public Head head() {
        SealedBatch head = Transactions.read(SealedBatch::head);
        return new Head(head.number(), head.hex(), BitemporalPoint.in(zone, head.sealedAt()), head.entries().length);
    }

    /** The whole log is for the operator, a project for those who may read its part of the log. */
    @GET
    @Path("/verify")
    @Operation(
            operationId = "verifyAudit",
            summary =
                    "Verify the sealed batches: computes each again and reports entries and events that were changed, removed or "
                            + "inserted, a broken chain, and whether the batch with the kept digest exists. With `project`, verify "
                            + "the events of a project and derive its pieces from them again")
    public SealVerifier verify(
            @Parameter(
                            description = "The code of a project: verifies its events and pieces only. An ADMIN of the "
                                    + "regulator of its region may do so too",
                            example = "P1")
                    @QueryParam("project")
                    String project,
            @Parameter(description = "A digest that was kept outside the system") @QueryParam("head") String head,
            @Parameter(description = "The number of the first batch; 1 by default; not with `project`")
                    @QueryParam("from")
                    String from,
            @Parameter(description = "The number of the last batch; the latest by default; not with `project`")
                    @QueryParam("to")
                    String to) {
        if (project == null && !currentUser.account().isOperator()) {
            throw Problems.of(403, "Only the operator verifies the whole log; name a project of your region");
        }
        Violations violations = new Violations();
        String digest = head == null ? null : head.strip().toLowerCase(Locale.ROOT);
        if (digest != null && !digest.matches("[0-9a-f]{64}")) {
            violations.add(
                    new ErrorLocation.Parameter("head"),
                    head,
                    Violation.WRONG_TYPE,
                    "a SHA-256 as 64 hexadecimal digits");
        }
        long first = batch("from", from, 1, project, violations);
        long last = batch("to", to, Long.MAX_VALUE, project, violations);
        violations.throwIfAny();
        return project == null ? verifier.chain(digest, first, last) : verifier.project(readable(project), digest);
    }

    /** A project whose entries of the audit log the current user may read; of a regulator, all its buildings are in the region. */
    private Project readable(String code) {
        return Transactions.read(() -> {
            Region region = region();
            Project found = Project.find(code)
                    .filter(project -> region == null || project.regionCode().startsWith(region.prefix()))
                    .orElseThrow(() -> QueryParams.notFound("project", code, "project"));
            if (region != null
                    && rowSecurity.unrestricted(() -> AuditChainSql.hasBuildingsOutside(found.id(), region.prefix()))) {
                throw Problems.of(
                        403, "Buildings of this project are outside of your region; the operator verifies it");
            }
            return found;
        });
    }

    private static long batch(String parameter, String value, long unsaid, String project, Violations violations) {
        if (value == null) {
            return unsaid;
        }
        long number = number(value.strip());
        if (number == 0 || project != null) {
            violations.add(
                    new ErrorLocation.Parameter(parameter),
                    value,
                    project == null ? Violation.WRONG_TYPE : Violation.INCONSISTENT,
                    project == null ? "the number of a batch" : "with project, all batches of its events are verified");
        }
        return number;
    }

    private static long number(String text) {
        return text.matches("[1-9][0-9]{0,17}") ? Long.parseLong(text) : 0;
    }
}
