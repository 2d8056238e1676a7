package org.prefabtracker.tracking;

/** Why an event is not applied: the {@code code} of its outcome. */
public enum RefusalReason {
    /** The system has no such component or tag. */
    NOT_FOUND,
    /** The current user may not report it. */
    NOT_ALLOWED,
    /** The check character of the tag is wrong. */
    MISTYPED_TAG,
    /** Another event of this id has other content. */
    EVENT_ID_REUSED,
    IN_THE_FUTURE,
    /** A RELEASE names no factory that takes part in the project. */
    NO_SUCH_FACTORY,
    /** The event that a VOID takes back, or a WITNESS names, does not exist. */
    NO_SUCH_EVENT,
    /** The event that a VOID takes back is a VOID, or is voided already. */
    NOT_VOIDABLE,
    /** No piece can be made for the component: it was cancelled, or its spec revision is not released. */
    NOT_RELEASABLE,
    OUT_OF_RANGE,
    /** Not possible at the stage the piece is at. */
    WRONG_STAGE,
    ON_HOLD,
    NO_SUCH_HOLD,
    /** The pieces of an EXCHANGE are the same piece, or differ in spec, count or size. */
    NOT_ALIKE,
    /** An EXCHANGE cannot happen before a later one of the piece, nor be voided while that one counts. */
    LATER_EXCHANGE,
    /** The component that the piece would fill is filled by another piece, is cancelled, or has another spec now. */
    COMPONENT_TAKEN
}
