package org.prefabtracker.project;

/** What carries a building. */
public enum Structure {
    CONCRETE,
    STEEL,
    TIMBER,
    COMPOSITE
}
