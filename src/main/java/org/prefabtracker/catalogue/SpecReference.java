package org.prefabtracker.catalogue;

import org.jdbi.v3.core.statement.SqlStatement;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.Organisation;

/**
 * The name of a spec in a project (docs/adr/0027). SQL finds the spec: without an owner, the own spec before the standard
 * one. A spec of another organisation is visible only in the revisions that components of the project use.
 *
 * @param owner the code of an organisation, or STANDARD; null: not given
 */
public record SpecReference(String code, String owner) {

    private static final String USED =
            "select u.spec_id, u.spec_revision from component u where u.project_id = :project";

    /**
     * The {@code id}, {@code owner_id} and {@code revision} in force of the spec that {@code n.spec} and {@code n.spec_owner}
     * name, for a lateral join. No row where the spec does not exist or is not visible. Bind {@link #bind}.
     */
    public static final String NAMED = """
            select s.id, s.owner_id, case when %1$s then s.revision
              else (select max(used.spec_revision) from (%2$s) as used where used.spec_id = s.id) end as revision
            from spec s
            where s.code = n.spec and case
                when n.spec_owner is null then s.owner_id is null or s.owner_id = :own
                when n.spec_owner = '%3$s' then s.owner_id is null
                else s.owner_id = (select o.id from organisation o where o.code = n.spec_owner)
                  and (%1$s or s.id in (select used.spec_id from (%2$s) as used)) end
            order by s.owner_id limit 1""".formatted(isOpen("s.owner_id"), USED, Organisation.STANDARD);

    /** The message for a name without a spec, whether the spec does not exist or is not visible. */
    public String unknown() {
        return owner == null ? "the catalogue has no such spec" : owner + " has no such spec that you may see";
    }

    /** The condition that all specs of an owner are visible. */
    private static String isOpen(String owner) {
        return "(%1$s is null or %1$s = :own or :anyOwner)".formatted(owner);
    }

    /** The condition that a revision of a spec is visible; the parameters are expressions. */
    public static String isKnown(String id, String owner, String revision) {
        return "(%s or (%s, %s) in (%s))".formatted(isOpen(owner), id, revision, USED);
    }

    /** Binds the project in which specs are named. */
    public static <S extends SqlStatement<S>> S bind(S statement, long project, Account account) {
        return statement
                .bind("project", project)
                .bindByType("own", SpecOwner.of(account).organisationId(), Long.class)
                .bind("anyOwner", account.isOperator() && account.projectId() == null);
    }
}
