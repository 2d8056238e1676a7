package org.prefabtracker.component;

/** The stages of the life of a piece, in order. DESIGNED: its RELEASE was voided, so the piece was never made. */
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
