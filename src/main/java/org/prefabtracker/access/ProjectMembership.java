package org.prefabtracker.access;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * The membership of an organisation in a project.
 *
 * @param projectId internal; never leaves the server
 * @param kinds the kinds in which it is a party; for an operator or regulator its own kind
 * @param whole whether it sees the whole project; false for a regulator where buildings lie outside of its region
 */
public record ProjectMembership(long projectId, Set<OrganisationKind> kinds, boolean whole) {

    /** Makes the organisation that registers a project a party of it; the operator is not a party. */
    public static void begin(Account account, long project, OffsetDateTime now) {
        if (account.kind().isParty()) {
            ProjectParty.replace(
                    project, account.organisationId(), EnumSet.of(account.kind()), account.personId(), now);
        }
    }
}
