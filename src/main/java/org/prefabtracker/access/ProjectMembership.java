package org.prefabtracker.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Which projects an organisation has to do with, and as what.
 *
 * @param projectId internal; never leaves the server
 */
public record ProjectMembership(long projectId, Set<OrganisationKind> kinds) {

    /**
     * The condition on a row {@code project} that the caller may see it: bind {@link #bind}. The operator sees all, a regulator
     * what lies in its region wholly or in part, everybody else what the organisation is a party of.
     */
    public static final String VISIBLE = """
            (:seesAll
              or exists (select from project_party party
                where party.project_id = project.id and party.organisation_id = :organisation)
              or :region is not null and (project.region_code like :region or exists (select from building
                where building.project_id = project.id and building.region_code like :region)))
            and (:onlyProject is null or project.id = :onlyProject)""";

    /** Lets the organisation that registers a project take part in it; an operator sees it anyway. */
    public static void begin(Handle handle, Account account, long project) {
        if (account.kind().isParty()) {
            ProjectParty.replace(
                    project,
                    account.organisationId(),
                    EnumSet.of(account.kind()),
                    account.personId(),
                    OffsetDateTime.now());
        }
    }

    /** Binds the account that reads. */
    public static <S extends SqlStatement<S>> S bind(S statement, Account account) {
        return statement
                .bind("seesAll", account.seesAll())
                .bind("organisation", account.organisationId())
                .bind("region", account.kind() == OrganisationKind.REGULATOR ? account.regionPattern() : null)
                .bind("onlyProject", account.projectId());
    }

    /** What an account has to do with those of some projects that it may know of, by their codes. */
    public static Map<String, ProjectMembership> in(Handle handle, Account account, Collection<String> codes) {
        return codes.isEmpty()
                ? Map.of()
                : bind(handle.createQuery("""
                                select id, code, array(select party.kind from project_party party
                                  where party.project_id = project.id and party.organisation_id = :organisation) as kinds
                                from project where code = any (:codes) and\s""" + VISIBLE), account)
                        .bind("codes", codes.toArray(String[]::new))
                        .map((row, context) -> Map.entry(
                                row.getString("code"), new ProjectMembership(row.getLong("id"), kinds(row, account))))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<OrganisationKind> kinds(ResultSet row, Account account) throws SQLException {
        return account.kind().isParty()
                ? EnumArrays.read(OrganisationKind.class, row, "kinds")
                : EnumSet.of(account.kind());
    }

    /** The same of one project; empty where there is none of that code, or it is not the account's to see. */
    public static Optional<ProjectMembership> in(Handle handle, Account account, String code) {
        return Optional.ofNullable(in(handle, account, List.of(code)).get(code));
    }
}
