package org.prefabtracker.access;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who acts: every row of history is recorded by a person for an organisation. */
@ApplicationScoped
public class Caller {

    /** The operator and its organisation, as which the server acts by itself. */
    private static final long OPERATOR = 1;

    private static final Account SERVER = new Account(
            OPERATOR,
            "operator",
            "operator",
            OPERATOR,
            "operator",
            Kind.OPERATOR,
            null,
            EnumSet.allOf(Role.class),
            null,
            null);

    @Inject
    Acting acting;

    /** @throws IllegalStateException where a request is for what is public and nobody signed in */
    public Account account() {
        if (!Arc.container().requestContext().isActive()) {
            return SERVER;
        }
        if (acting.isNobody()) {
            throw new IllegalStateException("nobody signed in");
        }
        return acting.account() == null ? SERVER : acting.account();
    }

    /** The internal id of the acting person; never leaves the server. */
    public long personId() {
        return account().personId();
    }

    /** The internal id of the organisation the person acts for; never leaves the server. */
    public long organisationId() {
        return account().organisationId();
    }

    /** As what the organisation takes part in the project that the request names. */
    public Set<Kind> relations() {
        return account() == SERVER ? EnumSet.of(Kind.OPERATOR) : acting.relations();
    }

    /** The factory whose pieces are all that the caller may see of the project that the request names; empty: all of them. */
    public Optional<String> factory() {
        return relations().equals(EnumSet.of(Kind.FACTORY))
                ? Optional.of(account().organisation())
                : Optional.empty();
    }

    /** Goes on with what somebody began in a request, in a thread that has a request context of its own. */
    public void become(Handle handle, long personId) {
        acting.become(Account.find(handle, personId).orElseThrow(), EnumSet.noneOf(Kind.class));
    }
}
