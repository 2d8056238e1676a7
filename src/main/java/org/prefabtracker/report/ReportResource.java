package org.prefabtracker.report;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.RatingQuery;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.time.BitemporalPoint;
import org.prefabtracker.workbook.Upload;

/** The rating report (装配率计算书) as PDF or workbook. */
@Path("/api/v1/projects/{project}/buildings/{building}/ratings/{ruleSet}/report")
@Tag(name = "Ratings")
@RequiresPermission(Permission.READ_PROJECT)
public class ReportResource {

    private static final String PDF = "application/pdf";

    /** The maximum number of rows in the PDF calculation of an item, where grouping can reach it. */
    private static final int ROWS_ON_PAPER = 250;

    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.valueOf(PDF), MediaType.valueOf(Upload.XLSX))
            .build();

    @Inject
    Clock clock;

    @Inject
    RuleSets ruleSets;

    @Inject
    ReportLoader reports;

    @Inject
    AuditContext auditContext;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    private enum Format {
        PDF,
        XLSX
    }

    @GET
    @Produces({PDF, Upload.XLSX})
    @Operation(
            operationId = "getRatingReport",
            summary =
                    "The calculation report of a building as PDF or workbook, with all inputs of the rating: items by storeys "
                            + "and categories, take-off with its drawings, settings, all lenses side by side, a fingerprint")
    public Response report(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            @Parameter(description = "pdf or xlsx; by default as Accept asks, pdf where it accepts both")
                    @Takes(Format.class)
                    @QueryParam("format")
                    String formatName,
            @Parameter(description = "zh (default) or en") @Takes(Language.class) @QueryParam("lang")
                    String languageName,
            @BeanParam RatingQuery query,
            @Context Request request) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens lens = query.lens();
        Format format = format(QueryParams.choice(Format.class, "format", formatName), request);
        Language requested = QueryParams.choice(Language.class, "lang", languageName);
        Language language = requested == null ? Language.ZH : requested;
        BitemporalPoint moment = query.moment(clock);
        Report report = Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key building = Building.require(project, buildingCode);
            return reports.report(project, building, ruleSet, lens, moment);
        });
        auditContext.exports();
        byte[] file = format == Format.PDF
                ? ReportPdf.of(ReportComposer.of(report, language, ROWS_ON_PAPER), report.printedAt())
                : ReportWorkbook.of(ReportComposer.of(report, language, Integer.MAX_VALUE));
        return Response.ok(file, format == Format.PDF ? PDF : Upload.XLSX)
                .header("Content-Language", language.tag())
                .header("Content-Disposition", disposition(report, language, format))
                .build();
    }

    private static Format format(Format asked, Request request) {
        if (asked != null) {
            return asked;
        }
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw Problems.of(406, "The report is available as " + PDF + " and " + Upload.XLSX);
        }
        return variant.getMediaType().getSubtype().equals("pdf") ? Format.PDF : Format.XLSX;
    }

    /** RFC 6266: the file name in UTF-8 and an ASCII fallback. */
    private String disposition(Report report, Language language, Format format) {
        LocalDate day = report.asOf().atZoneSameInstant(zone).toLocalDate();
        String rest = "-" + report.project().code() + "-" + report.building().code() + "-" + day
                + (format == Format.PDF ? ".pdf" : ".xlsx");
        String name = new Vocabulary(language).text("file.name") + rest;
        return (format == Format.PDF ? "inline" : "attachment")
                + "; filename=\"" + ("rating-report" + rest).replaceAll("[^A-Za-z0-9#()+.~_-]", "_")
                + "\"; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }
}
