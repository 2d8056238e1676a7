package org.prefabtracker.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.Organisation;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.shared.text.Codes;

/**
 * The owner of specs: an organisation, or none for those of the standard (docs/adr/0027).
 *
 * @param organisationId null of the standard; never leaves the server
 * @param code of the organisation; STANDARD of the standard
 */
public record SpecOwner(Long organisationId, String code) {

    public static final SpecOwner STANDARD = new SpecOwner(null, Organisation.STANDARD);

    /** What the parameter {@code owner} says. */
    static final String PARAMETER =
            "Only the specs of this owner: the code of one's own organisation, of any for the operator, or STANDARD";

    /** The owner of the specs that the current user registers: a designer registers those of its organisation. */
    public static SpecOwner of(Account account) {
        return account.kind() == OrganisationKind.DESIGNER
                ? new SpecOwner(account.organisationId(), account.organisation())
                : STANDARD;
    }

    /**
     * The owners whose specs an account sees in the catalogue, in the order of search: its organisation and the standard's. A token that is for a
     * project sees only the specs of the standard.
     *
     * @param named the only owner asked for; the operator may ask for any; null: all of them
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

    /** Whether a spec {@code s} is of this owner, as a condition that indexes know: bind {@link #bind}. */
    String owns() {
        return organisationId == null ? "s.owner_id is null" : "s.owner_id = :owner";
    }

    /** Binds who owns. */
    <S extends SqlStatement<S>> S bind(S statement) {
        return organisationId == null ? statement : statement.bind("owner", organisationId);
    }

    /** The value in answers: null for the standard. */
    String told() {
        return organisationId == null ? null : code;
    }
}
