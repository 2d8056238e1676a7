package org.prefabtracker.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.prefabtracker.shared.persistence.Sql;

/** Which projects an account may see, as a condition of SQL and by their codes. */
public final class ProjectMembershipSql {

    /**
     * The condition that the account of {@link #bind} may see a row of {@code project}. The operator sees all projects, a
     * regulator those that are wholly or partly in its region, any other account those of which its organisation is a party.
     */
    public static final String VISIBLE = """
            (:seesAll
              or exists (select from project_party party
                where party.project_id = project.id and party.organisation_id = :organisation)
              or :region is not null and (project.region_code like :region or exists (select from building
                where building.project_id = project.id and building.region_code like :region)))
            and (:onlyProject is null or project.id = :onlyProject)""";

    private ProjectMembershipSql() {}

    /** Binds the account that reads. */
    public static <S extends SqlStatement<S>> S bind(S statement, Account account) {
        return statement
                .bind("seesAll", account.seesAll())
                .bind("organisation", account.organisationId())
                .bind("region", account.kind() == OrganisationKind.REGULATOR ? account.regionPattern() : null)
                .bind("onlyProject", account.projectId());
    }

    private static final String SELECT = """
            select id, code, array(select party.kind from project_party party
              where party.project_id = project.id and party.organisation_id = :organisation) as kinds,
              :seesAll or :region is null or position(',' || project.id || ',' in app_list('app.parts')) = 0 as whole
            from project where\s""" + VISIBLE;

    /** The memberships of an account in those of some projects that it may see, by their codes. */
    public static Map<String, ProjectMembership> in(Account account, Collection<String> codes) {
        return codes.isEmpty()
                ? Map.of()
                : bind(Sql.query(SELECT + " and code = any (:codes)"), account)
                        .bind("codes", codes.toArray(String[]::new))
                        .map((row, context) -> Map.entry(row.getString("code"), membership(row, account)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The membership in one project; empty where the project does not exist or the account may not see it. */
    static Optional<ProjectMembership> in(Account account, long projectId) {
        return bind(Sql.query(SELECT + " and id = :id"), account)
                .bind("id", projectId)
                .map((row, context) -> membership(row, account))
                .findOne();
    }

    private static ProjectMembership membership(ResultSet row, Account account) throws SQLException {
        return new ProjectMembership(row.getLong("id"), kinds(row, account), row.getBoolean("whole"));
    }

    private static Set<OrganisationKind> kinds(ResultSet row, Account account) throws SQLException {
        return account.kind().isParty()
                ? EnumArrays.read(OrganisationKind.class, row, "kinds")
                : EnumSet.of(account.kind());
    }

    /** The membership in one project; empty where the project does not exist or the account may not see it. */
    public static Optional<ProjectMembership> in(Account account, String code) {
        return Optional.ofNullable(in(account, List.of(code)).get(code));
    }
}
