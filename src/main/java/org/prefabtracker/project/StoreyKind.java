package org.prefabtracker.project;

/** Which part of a building a storey belongs to; rule sets say which kinds count. */
public enum StoreyKind {
    BASEMENT,
    ABOVE_GROUND,
    ROOF_TOWER
}
