package org.prefabtracker.project;

/** What a building is for; GB/T 51129 is for civil buildings, for industrial ones it goes by reference. */
public enum BuildingUse {
    RESIDENTIAL,
    PUBLIC,
    INDUSTRIAL
}
