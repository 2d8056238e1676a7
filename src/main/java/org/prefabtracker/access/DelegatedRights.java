package org.prefabtracker.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.prefabtracker.shared.problem.Problems;

/**
 * The rights of work that goes on after its request. They are those that the person and the token have now, not those of the
 * request: a token may be revoked, a person locked out, a role or a part in the project taken away meanwhile.
 */
@ApplicationScoped
public class DelegatedRights {

    @Inject
    CurrentUser currentUser;

    @Inject
    RowSecurity rowSecurity;

    /** With what the current request submits work. */
    public Delegation current() {
        Account account = currentUser.account();
        return new Delegation(
                account.personId(),
                account.tokenId(),
                currentUser.permission().orElse(null),
                currentUser.projectId().orElse(null));
    }

    /**
     * Continues as the person who submitted the work, within its project. Runs in the current transaction.
     *
     * @throws HttpProblem 403 where the rights are gone
     */
    public void begin(Delegation work) {
        check(work);
    }

    /**
     * Checks the rights again and keeps them until the end of the transaction: who takes one of them away waits, so that either the
     * work sees that it is gone, or it is committed before.
     *
     * @throws HttpProblem 403 where the rights are gone
     */
    public void confirm(Delegation work) {
        // a rollback to a savepoint took the settings back
        rowSecurity.apply();
        DelegationSql.lock(work);
        check(work);
    }

    private void check(Delegation work) {
        DelegationSql.Found found = DelegationSql.find(work);
        if (!found.active()) {
            throw gone("The person who submitted it is no longer active");
        }
        if (!found.tokenValid()) {
            throw gone("The token with which it was submitted is revoked or has expired");
        }
        Account account = found.account();
        Set<OrganisationKind> relations = EnumSet.of(account.kind());
        currentUser.impersonate(account, relations);
        if (work.projectId() != null) {
            Optional<ProjectMembership> membership = ProjectMembershipSql.in(account, work.projectId());
            if (membership.isEmpty()) {
                throw gone(
                        account.organisation() + " no longer takes part in the project, or there is no such project");
            }
            currentUser.enter(membership.get());
            relations = membership.get().kinds();
        }
        if (work.permission() != null && !account.may(work.permission(), relations)) {
            throw gone(
                    "It needs the right " + work.permission() + ", which " + account.login() + " no longer has here");
        }
    }

    private static HttpProblem gone(String why) {
        return Problems.of(403, why + "; nothing was stored");
    }
}
