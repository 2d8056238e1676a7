package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;

/** Who acts: every row of history is recorded by a person for an organisation. */
@ApplicationScoped
public class Caller {

    /** The operator of the system, who does everything until people sign in. */
    private static final long OPERATOR = 1;

    /** The internal id of the acting person; never leaves the server. */
    public long personId() {
        return OPERATOR;
    }

    /** The internal id of the organisation the person acts for; never leaves the server. */
    public long organisationId() {
        return OPERATOR;
    }
}
