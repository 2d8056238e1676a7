package org.prefabtracker.access;

/** What an organisation does; in a project it is a party of such a kind. */
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
