package org.prefabtracker.access;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * The part that the organisation of an account has in a project.
 *
 * @param projectId internal; never leaves the server
 * @param kinds as what the organisation is a party; of an operator or regulator its own kind
 */
public record ProjectMembership(long projectId, Set<OrganisationKind> kinds) {

    /** Makes the organisation that registers a project a party of it; the operator needs no part. */
    public static void begin(Account account, long project, OffsetDateTime now) {
        if (account.kind().isParty()) {
            ProjectParty.replace(
                    project, account.organisationId(), EnumSet.of(account.kind()), account.personId(), now);
        }
    }
}
