package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.text.Codes;

/** How organisations are called that take part in projects, for those who name them. */
@Path("/api/v1/directory")
@Tag(name = "Access")
@RequiresPermission(Permission.READ_DIRECTORY)
public class OrganisationDirectoryResource {

    /** As what organisations take part. */
    private static final List<String> KINDS = Arrays.stream(OrganisationKind.values())
            .filter(OrganisationKind::isParty)
            .map(OrganisationKind::name)
            .toList();

    @Inject
    Jdbi jdbi;

    /** An organisation, as everybody may know it who can name it. */
    public record Entry(String code, String name, OrganisationKind kind) {}

    @GET
    @Operation(summary = "Find organisations to name as parties or factories, by part of a code or a name; by code")
    public Paging.Page<Entry> list(
            @BeanParam Paging paging, @QueryParam("q") String q, @QueryParam("kind") String kind) {
        String[] kinds =
                kind == null ? KINDS.toArray(String[]::new) : new String[] {QueryParams.choice("kind", kind, KINDS)};
        return paging.page(
                jdbi.withHandle(handle -> handle.createQuery("""
                                select code, name, kind from organisation
                                where code > :after and kind = any (:kinds)
                                  and (:q::text is null or strpos(lower(code || ' ' || name), lower(:q)) > 0)
                                order by code limit :limit""")
                        .bind("after", paging.after())
                        .bind("kinds", kinds)
                        .bind("q", Codes.normalise(q))
                        .bind("limit", paging.limit() + 1)
                        .map(ConstructorMapper.of(Entry.class))
                        .list()),
                Entry::code);
    }
}
