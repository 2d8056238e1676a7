package org.prefabtracker.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which projects an organisation has to do with, and as what. */
public final class Involvement {

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

    private Involvement() {}

    /** Lets who made a project take part in it; an operator sees it anyway. */
    public static void begin(Handle handle, Account account, long project) {
        if (account.kind().isParty()) {
            PartyResource.take(
                    handle, project, account.organisationId(), EnumSet.of(account.kind()), account.personId());
        }
    }

    /** Binds who looks. */
    public static <S extends org.jdbi.v3.core.statement.SqlStatement<S>> S bind(S statement, Account account) {
        return statement
                .bind("seesAll", account.isOperator())
                .bind("organisation", account.organisationId())
                .bind("region", account.kind() == Kind.REGULATOR ? account.regionPattern() : null)
                .bind("onlyProject", account.projectId());
    }

    /** Those of some projects that an account may know of. */
    public static Set<String> seen(Handle handle, Account account, Set<String> codes) {
        return codes.isEmpty()
                ? Set.of()
                : bind(handle.createQuery("select code from project where code = any (:codes) and " + VISIBLE), account)
                        .bind("codes", codes.toArray(String[]::new))
                        .mapTo(String.class)
                        .set();
    }

    /** As what an account has to do with a project; empty where there is none of that code, or it is not the account's to see. */
    public static Optional<Set<Kind>> in(Handle handle, Account account, String code) {
        return bind(handle.createQuery("""
                                select array(select party.kind from project_party party
                                  where party.project_id = project.id and party.organisation_id = :organisation)
                                from project where code = :code and\s""" + VISIBLE), account)
                .bind("code", code)
                .map((row, context) -> {
                    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
                    for (String kind : (String[]) row.getArray(1).getArray()) {
                        kinds.add(Kind.valueOf(kind));
                    }
                    if (!account.kind().isParty()) {
                        kinds.add(account.kind());
                    }
                    return kinds;
                })
                .findOne();
    }
}
