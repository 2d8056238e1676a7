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
    private Set<OrganisationKind> relations = EnumSet.noneOf(OrganisationKind.class);

    /** Somebody outside of any project, or within the only one a token is for. */
    void impersonate(Account somebody, Set<OrganisationKind> relations) {
        account = somebody;
        projectId = somebody.projectId();
        this.relations = relations;
    }

    /** The same somebody within a project. */
    void enter(ProjectMembership membership) {
        projectId = membership.projectId();
        relations = membership.kinds();
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

    Set<OrganisationKind> relations() {
        return relations;
    }
}
