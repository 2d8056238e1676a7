package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.math.BigDecimal;
import java.util.List;
import org.prefabtracker.catalogue.SizeNote;
import org.prefabtracker.catalogue.SizePlausibility;
import org.prefabtracker.shared.message.Note;

/**
 * Components whose concrete or mass does not fit their size and material, by building and spec, with the first of them as the
 * example ({@link SizePlausibility}).
 */
@ApplicationScoped
class UnlikelySizes extends SqlCheck {

    private static final String SQL =
            """
            with each as (
              select b.code as building, t.code as code, o.code as owner, c.code as component, c.recorded_at, u.*
              from component c
              join building b on b.project_id = c.project_id and b.id = c.building_id
              join spec t on t.id = c.spec_id
              left join organisation o on o.id = t.owner_id
              join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
              cross join lateral %s as u
              where c.project_id = :project and not c.cancelled and (:building::text is null or b.code = :building))
            select * from (
              select concat_ws(chr(31), building, code, owner, field) collate "C" as key, building, null as storey,
                code || coalesce(' (' || owner || ')', '') as subject,
                (array_agg(array[note, found::text, size::text, lower::text, upper::text, code] order by component))[1 : 1] as first,
                min(recorded_at) as since, count(*) as components
              from each group by building, code, owner, field) as unlikely
            where key > :after order by key limit :limit""".formatted(SizePlausibility.unlikely("c", "r", "t.code", "t.owner_id is null"));

    private static final String ROWS = """
            select key, building, storey, subject,
              array[first[1][1], first[1][2], first[1][3], first[1][4], first[1][5], first[1][6], components::text] as detail,
              coalesce(first[1][3], case when first[1][2]::numeric < first[1][4]::numeric then first[1][4] else first[1][5] end)::numeric
                as expected,
              first[1][2]::numeric as found, since, null::bigint as pieces, null as evidence, null::text[] as elsewhere
            from (%s) as rows""".formatted(SQL);

    @Override
    public FindingKind kind() {
        return FindingKind.UNLIKELY_SIZE;
    }

    @Override
    String sql() {
        return ROWS;
    }

    @Override
    Finding.Figures figures(Row row) {
        BigDecimal three = SizePlausibility.shown(row.found());
        return Finding.Figures.of(
                SizePlausibility.shown(row.expected()),
                three,
                SizeNote.valueOf(row.detail().get(0)) == SizeNote.VOLUME_AGAINST_SIZE ? "m3" : "t/m3");
    }

    @Override
    Note message(Row row) {
        List<String> first = row.detail();
        return PlausibilityNote.SIZE_OF_SPEC.of(
                row.subject(),
                new BigDecimal(first.get(6)),
                SizePlausibility.note(
                        first.get(0),
                        number(first.get(1)),
                        number(first.get(2)),
                        number(first.get(3)),
                        number(first.get(4))));
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    /** The address of the components of the spec. */
    @Override
    List<Finding.Evidence> evidence(Scope scope, Row row) {
        return List.of(Finding.Evidence.at(UriBuilder.fromPath("/api/v1/projects/{project}/components")
                .queryParam("building", "{building}")
                .queryParam("spec", "{spec}")
                .build(scope.project().code(), row.building(), row.detail().get(5))
                .toString()));
    }
}
