package org.prefabtracker.access;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who acts: every row of history is recorded by a person for an organisation. */
@ApplicationScoped
public class CurrentUser {

    /** The operator and its organisation, as which the server acts by itself. */
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
            null);

    @Inject
    Acting acting;

    @Inject
    CurrentVertxRequest request;

    /** Who acts, if anybody signed in; what no request began, the server does as the operator. */
    public Optional<Account> known() {
        if (!Arc.container().requestContext().isActive()) {
            return Optional.of(SERVER);
        }
        return acting.account() == null && request.getCurrent() == null
                ? Optional.of(SERVER)
                : Optional.ofNullable(acting.account());
    }

    /** @throws IllegalStateException in a request by nobody */
    public Account account() {
        return known().orElseThrow(() -> new IllegalStateException("nobody signed in"));
    }

    /** The internal id of the acting person; never leaves the server. */
    public long personId() {
        return account().personId();
    }

    /** The internal id of the organisation the person acts for; never leaves the server. */
    public long organisationId() {
        return account().organisationId();
    }

    /** By what a page is signed in; empty where it is not a page that asks. */
    Optional<Session> session() {
        return Optional.ofNullable(acting.session());
    }

    /** As what the organisation takes part in the project that the request names. */
    public Set<OrganisationKind> relations() {
        return account() == SERVER ? EnumSet.of(OrganisationKind.OPERATOR) : acting.relations();
    }

    /** The internal id of the project that a request is about, if it is about one; never leaves the server. */
    Optional<Long> projectId() {
        return Arc.container().requestContext().isActive() ? Optional.ofNullable(acting.projectId()) : Optional.empty();
    }

    /** The factory whose pieces are all that the caller may see of the project that the request names; empty: all of them. */
    public Optional<String> factory() {
        return relations().equals(EnumSet.of(OrganisationKind.FACTORY))
                ? Optional.of(account().organisation())
                : Optional.empty();
    }

    /** Goes on within a project that the request does not name, but a label does. */
    public void enter(ProjectMembership membership) {
        acting.enter(membership);
    }

    /** Goes on with what somebody began in a request, in a thread that has a request context of its own. */
    public void impersonate(Handle handle, long personId) {
        acting.impersonate(Account.find(handle, personId).orElseThrow(), EnumSet.noneOf(OrganisationKind.class));
    }
}
