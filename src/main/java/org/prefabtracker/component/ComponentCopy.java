package org.prefabtracker.component;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Copies the bill of a building to another building of the project (docs/adr/0006). */
@ApplicationScoped
public class ComponentCopy {

    @Inject
    BillImport bills;

    @Inject
    JsonColumn json;

    /** Registers all components that are not cancelled, or none where there is any violation. */
    UpsertResult copy(Handle handle, Project project, String from, String to) {
        Violations violations = new Violations();
        missingStoreys(handle, project, from, to, violations);
        violations.throwIfAny();
        return bills.register(handle, project, new Rows(rows(handle, project, from), from, to), violations);
    }

    private static void missingStoreys(Handle handle, Project project, String from, String to, Violations violations) {
        handle.createQuery("""
                        select s.code, count(*) as components from component c
                        join building f on f.project_id = c.project_id and f.id = c.building_id and f.code = :from
                        join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                        where c.project_id = :project and not c.cancelled and not exists (
                          select from building t join storey o on o.project_id = t.project_id and o.building_id = t.id
                          where t.project_id = :project and t.code = :to and o.code = s.code)
                        group by s.code, s.ordinal order by s.ordinal""")
                .bind("project", project.id())
                .bind("from", from)
                .bind("to", to)
                .map((rs, context) -> Violation.of(
                        new ErrorLocation.Parameter("from"),
                        rs.getString("code"),
                        Violation.NOT_FOUND,
                        "building " + to + " has no such storey, and " + rs.getLong("components")
                                + " components of building " + from + " are on it"))
                .forEach(violations::add);
    }

    private List<ComponentInput> rows(Handle handle, Project project, String from) {
        return handle.createQuery("""
                        select jsonb_build_object('code', c.code, 'mark', c.mark, 'building', b.code, 'storey', s.code, 'spec', t.code,
                          'specOwner', coalesce((select o.code from organisation o where o.id = t.owner_id), 'STANDARD'), 'specRevision', c.spec_revision, 'position', c.position, 'exterior', c.exterior, 'count', c.count,
                          'quantities', %s)::text
                        from component c
                        join building b on b.project_id = c.project_id and b.id = c.building_id and b.code = :from
                        join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                        join spec t on t.id = c.spec_id
                        where c.project_id = :project and not c.cancelled order by c.code""".formatted(ComponentSql.ownQuantities("c")))
                .bind("project", project.id())
                .bind("from", from)
                .map((rs, context) -> json.read(rs.getString(1), ComponentInput.class))
                .list();
    }

    /** {@code 1#-05-DBS-017} of {@code 1#} is {@code 2#-05-DBS-017} in {@code 2#}, and {@code YB-3-03-001} is {@code 2#-YB-3-03-001}. */
    static String renamed(String code, String from, String to) {
        boolean ownName = code.startsWith(from)
                && (code.length() == from.length()
                        || !Character.isLetterOrDigit(code.codePointAt(from.length()))
                        || !Character.isLetterOrDigit(from.codePointBefore(from.length())));
        return ownName ? to + code.substring(from.length()) : to + "-" + code;
    }

    /** The components of a building as rows of another. A violation names the component it comes from. */
    private record Rows(List<ComponentInput> originals, String from, String to) implements RowSource<ComponentInput> {

        @Override
        public void read(Consumer<ComponentInput> consumer, Violations violations) {
            for (int line = 0; line < originals.size(); line++) {
                ComponentInput original = originals.get(line);
                String code = renamed(original.code(), from, to);
                if (Codes.isValid(code)) {
                    consumer.accept(line, original.at(code, to, original.storey()));
                } else {
                    violations.add(
                            place(line, "code"),
                            original.code(),
                            Violation.BAD_CODE,
                            "would be " + code + ", which is too long for a code");
                }
            }
        }

        @Override
        public ErrorLocation place(long line, String field) {
            return new ErrorLocation.Parameter("from");
        }
    }
}
