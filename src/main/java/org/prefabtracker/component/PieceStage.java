package org.prefabtracker.component;

/** Where a piece stands. DESIGNED: its release was taken back, it never was. */
public enum PieceStage {
    DESIGNED,
    RELEASED,
    IN_PRODUCTION,
    PRODUCED,
    SHIPPED,
    DELIVERED,
    INSTALLED,
    ACCEPTED,
    SCRAPPED;

    /** Whether a piece at this stage fills its component. */
    public boolean live() {
        return this != DESIGNED && this != SCRAPPED;
    }
}
