package org.prefabtracker.joint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.TakeOffStore;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.CopyWriter;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Cancels joints of a building and reinstates them. */
@ApplicationScoped
public class JointCancellation {

    @Inject
    TakeOffStore takeOffs;

    @Inject
    JointStore joints;

    /**
     * Cancels joints or reinstates them with the values they had; joints that are in that state already stay unchanged.
     *
     * @param building the code of their building
     * @param codes the codes of the joints
     */
    UpsertResult cancel(
            Project project, String building, boolean cancelled, RowSource<String> codes, Violations violations) {
        takeOffs.lock(project, List.of(building));
        copy(codes, violations);
        resolve(project, building);
        Sql.query("select line, code from resolved_joint where id is null order by line")
                .map((rs, context) -> Violation.of(
                        codes.place(rs.getLong("line"), null),
                        rs.getString("code"),
                        Violation.NOT_FOUND,
                        JointRowNote.JOINT_UNKNOWN.of()))
                .forEach(violations::add);
        if (!cancelled) {
            JointChecks.declared(project, "select line, building_id, kind from resolved_joint where cancelled")
                    .forEach(clash -> violations.add(Violation.conflict(
                            codes.place(clash.line(), null), clash.kind(), Violation.CONFLICT, clash.text())));
        }
        violations.throwIfAny();
        return joints.upsertCancelled(project, cancelled);
    }

    private static void copy(RowSource<String> codes, Violations violations) {
        Sql.execute("create temp table if not exists incoming_joint_code (line bigint, code text collate \"C\")");
        Sql.execute("truncate incoming_joint_code");
        CopyWriter.into(
                "incoming_joint_code",
                "line, code",
                copy -> codes.read((line, code) -> copy.row(line, code), violations));
        Sql.execute("analyze incoming_joint_code");
        JointImport.planFor(Sql.query("select count(*) from incoming_joint_code")
                .mapTo(Long.class)
                .one());
    }

    private static void resolve(Project project, String building) {
        Sql.execute("drop table if exists resolved_joint");
        Sql.update("""
                        create temp table resolved_joint on commit drop as
                        select i.line, i.code, j.building_id, j.id, j.kind, j.cancelled
                        from (select min(line) as line, code from incoming_joint_code group by code) as i
                        left join joint j on j.project_id = :project and j.building_id = :building and j.code = i.code""")
                .bind("project", project.id())
                .bind("building", Building.require(project, building).id())
                .execute();
    }
}
