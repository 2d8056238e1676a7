package org.prefabtracker.access;

/** A role of a person in the organisation. */
public enum Role {
    /** Administers the people and tokens of the organisation. */
    ADMIN,
    /** Records and edits everything that the organisation may. */
    EDITOR,
    /** Reads only; every other role reads as well. */
    VIEWER,
    /** Passes and accepts pieces. */
    INSPECTOR
}
