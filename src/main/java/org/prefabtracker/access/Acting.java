package org.prefabtracker.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.EnumSet;
import java.util.Set;

/** Who acts in a request, or in a job for somebody; what nobody's request began, the server does as the operator. */
@RequestScoped
class Acting {

    private Account account;
    private Set<Kind> relations = EnumSet.noneOf(Kind.class);
    private boolean unknown;

    void become(Account somebody, Set<Kind> relationsToTheProject) {
        account = somebody;
        relations = relationsToTheProject;
    }

    /** A request for what is public. */
    void becomeNobody() {
        unknown = true;
    }

    boolean isNobody() {
        return unknown;
    }

    /** Null in a thread of the server's own. */
    Account account() {
        return account;
    }

    Set<Kind> relations() {
        return relations;
    }
}
