package org.prefabtracker.access;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.text.Codes;

/** Reads the parties of projects by organisation. Rows are written by {@link ProjectParty}. */
@Singleton
class ProjectPartyStore {

    /** Locks a project until the end of the transaction, so that concurrent changes of its parties follow one another. */
    long lock(String project) {
        return Sql.select("select id from project where code = ? for update", Codes.normalise(project))
                .mapTo(Long.class)
                .one();
    }

    /** All parties of a project, by code. */
    List<ProjectPartyResource.Party> list(String project) {
        return Transactions.read(() -> parties(project, null));
    }

    /** An organisation as a party of a project. */
    Optional<ProjectPartyResource.Party> find(String project, String organisation) {
        return parties(project, organisation).stream().findFirst();
    }

    /** The codes of the owners of a project. */
    Set<String> owners(long project) {
        return Sql.query("""
                        select o.code from project_party p join organisation o on o.id = p.organisation_id
                        where p.project_id = :project and p.kind = 'OWNER'""").bind("project", project).mapTo(String.class).set();
    }

    private static List<ProjectPartyResource.Party> parties(String project, String only) {
        return Sql.query("""
                        select o.code, o.name, array_agg(p.kind order by p.kind) as kinds
                        from project_party p join organisation o on o.id = p.organisation_id
                        where p.project_id = (select id from project where code = :project)
                          and (:only::text is null or o.code = :only)
                        group by o.code, o.name order by o.code""")
                .bind("project", Codes.normalise(project))
                .bind("only", only)
                .map((row, context) -> new ProjectPartyResource.Party(
                        row.getString("code"),
                        row.getString("name"),
                        EnumArrays.read(OrganisationKind.class, row, "kinds")))
                .list();
    }
}
