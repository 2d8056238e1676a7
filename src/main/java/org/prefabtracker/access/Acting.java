package org.prefabtracker.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.EnumSet;
import java.util.Set;

/** Who acts in a request, or in a job for somebody. */
@RequestScoped
class Acting {

    private Account account;
    private Long projectId;
    private Session session;
    private Set<Kind> relations = EnumSet.noneOf(Kind.class);

    /** Somebody outside of any project, or within the only one a token is for. */
    void become(Account somebody, Set<Kind> relations) {
        account = somebody;
        projectId = somebody.projectId();
        this.relations = relations;
    }

    /** The same somebody within a project. */
    void enter(Involvement involvement) {
        projectId = involvement.projectId();
        relations = involvement.kinds();
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

    /** Null where what is done is not about one project. */
    Long projectId() {
        return projectId;
    }

    Set<Kind> relations() {
        return relations;
    }
}
