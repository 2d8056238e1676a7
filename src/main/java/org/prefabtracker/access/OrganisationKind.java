package org.prefabtracker.access;

/** The kind of an organisation, and the kinds in which it can take part in a project. */
public enum OrganisationKind {
    DESIGNER,
    FACTORY,
    CONTRACTOR,
    SUPERVISOR,
    OWNER,
    REVIEWER,
    REGULATOR,
    OPERATOR;

    /** Whether organisations take part in projects as such; regulators see those of their region, the operator all. */
    public boolean isParty() {
        return this != REGULATOR && this != OPERATOR;
    }
}
