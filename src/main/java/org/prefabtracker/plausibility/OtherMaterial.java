package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.shared.message.Note;

/**
 * Vertical members whose material contradicts the structure of their building, by building, category and material: members of
 * anything but steel in a steel structure, of anything but timber in a timber structure, of steel or timber in a concrete structure. A
 * composite member contradicts none, and a composite structure is contradicted by none.
 */
@ApplicationScoped
class OtherMaterial extends SqlCheck {

    private static final String SQL = """
            select * from (
              select concat_ws(chr(31), b.code, r.category, r.material) collate "C" as key, b.code as building, null as storey,
                r.category as subject, array[r.material, b.structure] as detail, null::numeric as expected,
                count(*)::numeric as found, min(c.recorded_at) as since, null::bigint as pieces, null as evidence,
                null::text[] as elsewhere
              from component c
              join building b on b.project_id = c.project_id and b.id = c.building_id
              join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
              where c.project_id = :project and not c.cancelled and (:building::text is null or b.code = :building)
                and r.category in ('COLUMN', 'BRACE', 'SHEAR_WALL', 'DUCTILE_WALL_PANEL')
                and r.material <> 'COMPOSITE'
                and case b.structure when 'STEEL' then r.material <> 'STEEL' when 'TIMBER' then r.material <> 'TIMBER'
                  when 'CONCRETE' then r.material <> 'CONCRETE' else false end
              group by b.code, b.structure, r.category, r.material) as contradicting
            where key > :after order by key limit :limit""";

    @Override
    public FindingKind kind() {
        return FindingKind.OTHER_MATERIAL;
    }

    @Override
    String sql() {
        return SQL;
    }

    @Override
    Finding.Figures figures(Row row) {
        return row.figures("pieces");
    }

    @Override
    Note message(Row row) {
        return PlausibilityNote.MATERIAL_CONTRADICTS.of(
                figures(row).found(),
                Material.valueOf(row.detail().get(0)),
                StructuralSystem.valueOf(row.detail().get(1)));
    }

    /** The address of the members of the category. */
    @Override
    List<Finding.Evidence> evidence(Scope scope, Row row) {
        return List.of(Finding.Evidence.at(UriBuilder.fromPath("/api/v1/projects/{project}/components")
                .queryParam("building", "{building}")
                .queryParam("category", "{category}")
                .build(scope.project().code(), row.building(), Category.valueOf(row.subject()))
                .toString()));
    }
}
