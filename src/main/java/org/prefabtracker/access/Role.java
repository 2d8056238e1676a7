package org.prefabtracker.access;

/** What a person may do for the organisation. */
public enum Role {
    /** The people and tokens of the organisation. */
    ADMIN,
    /** Whatever the organisation records. */
    EDITOR,
    /** Nothing but read; every other role reads as well. */
    VIEWER,
    /** Passes and accepts pieces. */
    INSPECTOR
}
