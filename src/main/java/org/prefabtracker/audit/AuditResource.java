package org.prefabtracker.audit;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.time.BitemporalPoint;
import org.prefabtracker.workbook.WorkbookExporter;

/** What was done, by whom, and whether anybody tampered with the record of it. */
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

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    @GET
    @Operation(
            summary = "What was done, the latest first: writes, log-ins, exports, refusals, and looks of the operator "
                    + "into projects; each with who, for whom, from where, what it changed and how it ended")
    public Paging.Page<AuditEntry> list(@BeanParam AuditSearch search, @BeanParam Paging paging) {
        AuditReader.Search asked = search.read(zone);
        String after = paging.after();
        long before = after.isEmpty() ? Long.MAX_VALUE : number(after);
        if (before == 0) {
            throw paging.foreign();
        }
        return paging.page(
                Transactions.read(() -> entries.search(asked, region(), before, paging.limit() + 1)),
                entry -> Long.toString(entry.id()));
    }

    @GET
    @Path("/export")
    @Operation(summary = "The same as a workbook, the first one first")
    public Response export(@BeanParam AuditSearch search) {
        AuditReader.Search asked = search.read(zone);
        Region region = Transactions.read(this::region);
        return exports.answer(AuditColumns.LAYOUT, rows -> entries.each(asked, region, rows));
    }

    /** That of a regulator, if it is the nation; what is of no region, such as the catalogue, is the operator's to see: null. */
    private Region region() {
        return currentUser.account().isOperator()
                ? null
                : Region.require(currentUser.account().region());
    }

    /** Up to where the audit is sealed; to be kept where nobody who can write to the database can write. */
    public record Head(long number, String digest, OffsetDateTime sealedAt, int entries) {}

    @GET
    @RequiresPermission(Permission.SIGNED_IN)
    @Path("/head")
    @Operation(
            summary =
                    "The latest batch of sealed entries: keep its digest elsewhere, and ask with it whether all is there")
    public Head head() {
        SealedBatch head = Transactions.read(SealedBatch::head);
        return new Head(head.number(), head.hex(), BitemporalPoint.in(zone, head.sealedAt()), head.entries().length);
    }

    @GET
    @RequiresPermission(Permission.OPERATE)
    @Path("/verify")
    @Operation(
            summary =
                    "Compute every batch again and tell what is wrong: entries that were changed, removed or put in, a "
                            + "broken chain, and whether the head that was kept elsewhere is still there")
    public SealVerifier verify(
            @Parameter(description = "A digest that was kept elsewhere") @QueryParam("head") String head,
            @Parameter(description = "The number of the first batch; 1 unless said") @QueryParam("from") String from,
            @Parameter(description = "The number of the last batch; the latest unless said") @QueryParam("to")
                    String to) {
        String digest = head == null ? null : head.strip().toLowerCase(Locale.ROOT);
        if (digest != null && !digest.matches("[0-9a-f]{64}")) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("head"),
                    head,
                    Violation.WRONG_TYPE,
                    "a SHA-256 as 64 hexadecimal digits"));
        }
        return SealVerifier.of(digest, batch("from", from, 1), batch("to", to, Long.MAX_VALUE));
    }

    private static long batch(String parameter, String value, long unsaid) {
        if (value == null) {
            return unsaid;
        }
        long number = number(value.strip());
        if (number == 0) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter(parameter), value, Violation.WRONG_TYPE, "the number of a batch"));
        }
        return number;
    }

    private static long number(String text) {
        return text.matches("[1-9][0-9]{0,17}") ? Long.parseLong(text) : 0;
    }
}
