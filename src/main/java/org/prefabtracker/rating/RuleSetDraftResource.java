package org.prefabtracker.rating;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.rating.ruleset.RuleSetParser;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.text.Text;

/** Uploads, checks and returns drafts of rule sets. */
@Path("/api/v1/rule-sets/drafts")
@Tag(name = "Ratings")
@RequiresPermission(Permission.READ_DRAFTS)
public class RuleSetDraftResource {

    private static final String YAML = "application/yaml";
    private static final int LONGEST_NAME = 200;
    private static final int MOST_BYTES = 4 * RuleSetParser.LONGEST;

    @Inject
    DraftStore drafts;

    @POST
    @LargeBody(LargeBody.Holds.FILE)
    @RequiresPermission(Permission.DRAFT_RULE_SETS)
    @Consumes({YAML, "application/x-yaml", "text/yaml", MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createRuleSetDraft",
            summary =
                    "Upload a draft, one file of YAML or JSON. The answer is the checked draft, or all violations by line and "
                            + "field. A draft is not used for official ratings. The same text again is the same draft")
    public RestResponse<DraftStore.Checked> post(
            @QueryParam("file") String file,
            @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(type = SchemaType.OBJECT))
                            })
                    InputStream body)
            throws IOException {
        String name = fileName(file);
        String text = text(body.readNBytes(MOST_BYTES + 1));
        return Transactions.write(() -> {
            DraftStore.Kept kept = drafts.keep(name, text);
            return ResponseBuilder.create(kept.isNew() ? Status.CREATED : Status.OK, drafts.checked(kept.draft()))
                    .header("Location", "/api/v1/rule-sets/drafts/" + kept.draft().id)
                    .build();
        });
    }

    @GET
    @Operation(operationId = "listRuleSetDrafts", summary = "List the drafts of the caller's region and below, by id")
    public Paging.Page<DraftStore.Summary> list(@BeanParam Paging paging) {
        return Transactions.read(() -> paging.page(
                drafts.list(paging.after(), paging.limit() + 1), DraftStore.Summary::id, () -> drafts.count()));
    }

    @GET
    @Path("/{draft}")
    @Operation(operationId = "getRuleSetDraft", summary = "A draft with the result of its check")
    public DraftStore.Checked get(@PathParam("draft") String draft) {
        return Transactions.read(() -> drafts.checked(drafts.require(draft)));
    }

    @DELETE
    @RequiresPermission(Permission.DRAFT_RULE_SETS)
    @Path("/{draft}")
    @Operation(
            operationId = "deleteRuleSetDraft",
            summary =
                    "Delete a draft of the caller's organisation, the operator any; a draft never changes, so no If-Match is needed. "
                            + "Nothing depends on it: its impacts are computed when they are asked for")
    public void delete(@PathParam("draft") String draft) {
        Transactions.write(() -> drafts.delete(draft));
    }

    @GET
    @Path("/{draft}/text")
    @Produces(YAML)
    @Operation(operationId = "getRuleSetDraftText", summary = "The text of a draft as it was uploaded")
    public String text(@PathParam("draft") String draft) {
        return Transactions.read(() -> drafts.require(draft).text);
    }

    private static String fileName(String file) {
        String name = Text.tidied(file);
        if (name == null) {
            return "draft.yaml";
        }
        if (name.length() > LONGEST_NAME || !Text.isClean(name)) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("file"),
                    name,
                    Violation.BAD_TEXT,
                    "at most " + LONGEST_NAME + " characters"));
        }
        return name;
    }

    private static String text(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw Problems.of(413, "A rule set may hold at most " + MOST_BYTES + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.startsWith("\ufeff")) {
                text = text.substring(1);
            }
            if (text.isBlank()) {
                throw Problems.of(400, "The body is empty");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw Problems.of(400, "The body is not text in UTF-8");
        }
    }
}
