package org.prefabtracker.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.Organisation;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.text.Codes;

/**
 * The owner of specs: an organisation, or none for standard specs (docs/adr/0027).
 *
 * @param organisationId null for standard specs; never leaves the server
 * @param code of the organisation; STANDARD for standard specs
 */
public record SpecOwner(Long organisationId, String code) {

    public static final SpecOwner STANDARD = new SpecOwner(null, Organisation.STANDARD);

    /** The description of the parameter {@code owner}. */
    static final String PARAMETER =
            "Only the specs of this owner: the code of the caller's organisation (of any, for the operator), or STANDARD";

    /** The owner of the specs that the current user registers: a designer registers specs of its organisation. */
    public static SpecOwner of(Account account) {
        return account.kind() == OrganisationKind.DESIGNER
                ? new SpecOwner(account.organisationId(), account.organisation())
                : STANDARD;
    }

    /**
     * The owners whose specs an account sees in the catalogue, in the order of search: its organisation, then the standard. A
     * token of one project sees only standard specs.
     *
     * @param named the only owner; the operator may name any; null: all
     */
    static List<SpecOwner> seenBy(Account account, String named) {
        List<SpecOwner> seen = new ArrayList<>(List.of(STANDARD));
        if (account.projectId() == null && !seen.contains(of(account))) {
            seen.add(0, of(account));
        }
        String only = Codes.normalise(named);
        if (only != null && account.isOperator() && account.projectId() == null && !only.equals(STANDARD.code)) {
            return SpecStore.owner(only).stream().toList();
        }
        seen.removeIf(owner -> only != null && !only.equals(owner.code));
        return seen;
    }

    /**
     * The same for the filter of a list.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where the filter names no owner whose specs the account sees
     */
    static List<SpecOwner> filter(Account account, String named) {
        List<SpecOwner> owners = seenBy(account, named);
        if (owners.isEmpty()) {
            throw QueryParams.notFound("owner", named, "owner of specs that you may see");
        }
        return owners;
    }

    /** The condition that a spec {@code s} is of this owner, in a form that indexes serve; bind it with {@link #bind}. */
    String owns() {
        return organisationId == null ? "s.owner_id is null" : "s.owner_id = :owner";
    }

    /** Binds the owner. */
    <S extends SqlStatement<S>> S bind(S statement) {
        return organisationId == null ? statement : statement.bind("owner", organisationId);
    }

    /** The value in answers: null for the standard. */
    String codeOrNull() {
        return organisationId == null ? null : code;
    }
}
