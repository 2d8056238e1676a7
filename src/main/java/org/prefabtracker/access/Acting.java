package org.prefabtracker.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.EnumSet;
import java.util.Set;

/** Who acts in a request, or in a job for somebody. */
@RequestScoped
class Acting {

    private Account account;
    private Set<Kind> relations = EnumSet.noneOf(Kind.class);

    void become(Account somebody, Set<Kind> relationsToTheProject) {
        account = somebody;
        relations = relationsToTheProject;
    }

    /** Null where nobody signed in, and in a thread of the server's own. */
    Account account() {
        return account;
    }

    Set<Kind> relations() {
        return relations;
    }
}
