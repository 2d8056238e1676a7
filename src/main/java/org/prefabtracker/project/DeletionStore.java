package org.prefabtracker.project;

import java.util.ArrayList;
import java.util.List;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/**
 * Deletes buildings and projects without pieces. The bill, joints, take-offs, storeys, chosen rule sets and all their versions go with
 * them, with a project also its parties and the tokens that are only for it. What was made, frozen or demanded stays: pieces,
 * evaluations and requirements keep their building and project.
 */
final class DeletionStore {

    private record Kept(long pieces, long evaluations, long requirements, long jointsElsewhere) {

        List<String> reasons() {
            List<String> reasons = new ArrayList<>();
            add(reasons, pieces, "pieces; cancel its components instead");
            add(reasons, evaluations, "frozen evaluations, which stay for good");
            add(reasons, requirements, "requirements");
            add(reasons, jointsElsewhere, "joints of other buildings on record that join its components");
            return reasons;
        }

        private static void add(List<String> reasons, long number, String what) {
            if (number > 0) {
                reasons.add(number + " " + what);
            }
        }
    }

    private DeletionStore() {}

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 409 where something keeps the building */
    static void building(Building.Key building) {
        check("The building", building.projectId(), building.id());
        delete("select app_delete_building(?, ?)::text", building.projectId(), building.id());
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 409 where something keeps the project */
    static void project(long project) {
        check("The project", project, null);
        delete("select app_delete_project(?)::text", project);
    }

    private static void check(String what, long project, Long building) {
        List<String> reasons = Sql.query("select * from app_kept_by(:project, :building)")
                .bind("project", project)
                .bindByType("building", building, Long.class)
                .map((rs, context) -> new Kept(
                        rs.getLong("pieces"),
                        rs.getLong("evaluations"),
                        rs.getLong("requirements"),
                        rs.getLong("joints_elsewhere")))
                .one()
                .reasons();
        if (!reasons.isEmpty()) {
            throw Problems.of(409, what + " cannot be deleted: it has " + String.join(", ", reasons));
        }
    }

    private static void delete(String sql, Object... keys) {
        Transactions.forgetEntities();
        Sql.select(sql, keys).mapTo(String.class).one();
    }
}
