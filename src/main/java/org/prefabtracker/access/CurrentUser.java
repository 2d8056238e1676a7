package org.prefabtracker.access;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.prefabtracker.shared.problem.Problems;

/**
 * The person on whose behalf the current thread works: in a request the signed-in user, in a job the user who submitted it,
 * otherwise the server, which acts as the operator. Every row of history names this person and the person's organisation.
 */
@ApplicationScoped
public class CurrentUser {

    /** The operator's person and organisation. */
    private static final long OPERATOR = 1;

    private static final Account SERVER = new Account(
            OPERATOR,
            "operator",
            "operator",
            OPERATOR,
            "operator",
            OrganisationKind.OPERATOR,
            null,
            EnumSet.allOf(Role.class),
            null,
            null,
            null);

    @Inject
    State state;

    @Inject
    CurrentVertxRequest request;

    @Inject
    RowSecurity rowSecurity;

    /** The state of the user within one request or job. */
    @RequestScoped
    static class State {
        /** Null before the user signed in, and in a thread of the server. */
        Account account;
        /** Null where the work is not about one project. */
        Long projectId;
        /** Whether the user sees all buildings of the project. */
        boolean whole;
        /** Null where there is no session of a page. */
        Session session;

        Set<OrganisationKind> relations = EnumSet.noneOf(OrganisationKind.class);
        /** The permission that the request needs; null outside of requests. */
        Permission permission;
        /** Whether the request itself carries the right password. */
        boolean provedPassword;

        Account account() {
            return account;
        }

        Long projectId() {
            return projectId;
        }

        Session session() {
            return session;
        }

        Set<OrganisationKind> relations() {
            return relations;
        }

        boolean whole() {
            return whole;
        }

        void set(Account account, Long projectId, boolean whole, Set<OrganisationKind> relations) {
            this.account = account;
            this.projectId = projectId;
            this.whole = whole;
            this.relations = relations;
        }

        void set(Session session) {
            this.session = session;
        }

        Permission permission() {
            return permission;
        }

        void set(Permission permission) {
            this.permission = permission;
        }

        boolean provedPassword() {
            return provedPassword;
        }

        void provedPassword(boolean proved) {
            provedPassword = proved;
        }
    }

    /** The user's account; empty in a request before the sign-in. Outside of requests the account of the server. */
    public Optional<Account> known() {
        if (!Arc.container().requestContext().isActive()) {
            return Optional.of(SERVER);
        }
        Account account = state.account();
        return account == null && request.getCurrent() == null ? Optional.of(SERVER) : Optional.ofNullable(account);
    }

    /** @throws IllegalStateException in a request that is not signed in */
    public Account account() {
        return known().orElseThrow(() -> new IllegalStateException("not signed in"));
    }

    /** The internal id of the person; never leaves the server. */
    public long personId() {
        return account().personId();
    }

    /** The internal id of the person's organisation; never leaves the server. */
    public long organisationId() {
        return account().organisationId();
    }

    /** The session of a page; empty where the request does not come from a page. */
    Optional<Session> session() {
        return Optional.ofNullable(state.session());
    }

    /** The kinds in which the organisation takes part in the project that the request names. */
    public Set<OrganisationKind> relations() {
        return account() == SERVER ? EnumSet.of(OrganisationKind.OPERATOR) : state.relations();
    }

    /** The internal id of the project that a request is about, if it is about one; never leaves the server. */
    Optional<Long> projectId() {
        return Arc.container().requestContext().isActive() ? Optional.ofNullable(state.projectId()) : Optional.empty();
    }

    /**
     * Whether the user sees the project of the request as a whole; false for a regulator where buildings lie outside of its region,
     * or as long as that is not known.
     */
    boolean seesWholeProject() {
        return !Arc.container().requestContext().isActive() || state.account() == null || state.whole();
    }

    /**
     * For what applies to every building of the project of the request.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 403 for a regulator where buildings lie outside of its region
     */
    public void requireWholeProject() {
        if (!seesWholeProject()) {
            throw Problems.of(
                    403,
                    "The project has buildings outside of the region "
                            + account().region()
                            + "; what applies to the whole project needs a regulator of all of them. Name a building of the region");
        }
    }

    /** The factory whose pieces are all that the user may see of the project that the request names; empty: all of them. */
    public Optional<String> factory() {
        return relations().equals(EnumSet.of(OrganisationKind.FACTORY))
                ? Optional.of(account().organisation())
                : Optional.empty();
    }

    /** Continues within a project, which the request names or a label does. */
    public void enter(ProjectMembership membership) {
        state.set(state.account(), membership.projectId(), membership.whole(), membership.kinds());
        rowSecurity.apply();
    }

    /** The permission that the request needs; empty outside of requests. */
    Optional<Permission> permission() {
        return Arc.container().requestContext().isActive() ? Optional.ofNullable(state.permission()) : Optional.empty();
    }

    void uses(Permission permission) {
        state.set(permission);
    }

    /** Whether the request itself carries the right password of the user. */
    boolean provedPassword() {
        return state.provedPassword();
    }

    /** Continues as this account, outside of any project or within the only one that its token is for. */
    void impersonate(Account account, Set<OrganisationKind> relations) {
        boolean regional = account.kind() == OrganisationKind.REGULATOR && !account.seesAll();
        state.set(account, account.projectId(), !regional, relations);
        rowSecurity.apply();
    }

    /**
     * @param session null where the request does not come from a page
     * @param byPassword whether the request carries the password
     */
    void signedInBy(Session session, boolean byPassword) {
        state.set(session);
        state.provedPassword(byPassword);
    }
}
