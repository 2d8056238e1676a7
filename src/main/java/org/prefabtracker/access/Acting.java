package org.prefabtracker.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.EnumSet;
import java.util.Set;

/** Who acts in a request, or in a job for somebody. */
@RequestScoped
class Acting {

    private Account account;
    private Session session;
    private Set<Kind> relations = EnumSet.noneOf(Kind.class);

    void become(Account somebody, Set<Kind> relationsToTheProject) {
        account = somebody;
        relations = relationsToTheProject;
    }

    void signedInBy(Session current) {
        session = current;
    }

    /** Null where it is not a page that asks. */
    Session session() {
        return session;
    }

    /** Null where nobody signed in, and in a thread of the server's own. */
    Account account() {
        return account;
    }

    Set<Kind> relations() {
        return relations;
    }
}
