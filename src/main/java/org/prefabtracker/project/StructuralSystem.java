package org.prefabtracker.project;

/** What carries a building. */
public enum StructuralSystem {
    CONCRETE,
    STEEL,
    TIMBER,
    COMPOSITE
}
