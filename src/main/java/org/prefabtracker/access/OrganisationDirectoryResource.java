package org.prefabtracker.access;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Codes;

/** The names of the organisations that can take part in projects. */
@Path("/api/v1/directory")
@Tag(name = "Access")
@RequiresPermission(Permission.READ_DIRECTORY)
public class OrganisationDirectoryResource {

    /** The kinds in which organisations take part in projects. */
    private static final List<OrganisationKind> KINDS = Arrays.stream(OrganisationKind.values())
            .filter(OrganisationKind::isParty)
            .toList();

    /** An organisation with the fields that are public to users who can name it. */
    @Schema(name = "DirectoryEntry")
    public record Entry(String code, String name, OrganisationKind kind) {
        static Entry from(Organisation organisation) {
            return new Entry(organisation.code, organisation.name, organisation.kind);
        }
    }

    @GET
    @Operation(
            operationId = "listDirectory",
            summary =
                    "Search the organisations that can be named as parties or factories by part of a code or name; ordered by code")
    public Paging.Page<Entry> list(
            @BeanParam Paging paging,
            @QueryParam("q") String q,
            @Takes(OrganisationKind.class) @QueryParam("kind") String kind) {
        OrganisationKind only = QueryParams.choice(OrganisationKind.class, "kind", kind);
        if (only != null && !only.isParty()) {
            throw Problems.of(QueryParams.unknown(
                    "kind", kind, KINDS.stream().map(OrganisationKind::name).toList()));
        }
        List<OrganisationKind> kinds = only == null ? KINDS : List.of(only);
        String text = Codes.normalise(q);
        return Transactions.read(() -> paging.page(
                Organisation.search(text, kinds, paging.after(), paging.limit() + 1).stream()
                        .map(Entry::from)
                        .toList(),
                Entry::code,
                () -> Organisation.count(text, kinds)));
    }
}
