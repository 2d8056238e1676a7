package org.prefabtracker.tracking;

/** Why an event was not applied: the {@code code} of its outcome. */
public enum RefusalReason {
    /** The system has no such component or tag. */
    NOT_FOUND,
    /** Not the caller's to report. */
    NOT_ALLOWED,
    /** The check character does not fit. */
    MISTYPED_TAG,
    /** An event of this id says something else. */
    EVENT_ID_REUSED,
    IN_THE_FUTURE,
    /** What a RELEASE names is no factory that takes part in the project. */
    NO_SUCH_FACTORY,
    /** The event that a VOID takes back is not there. */
    NO_SUCH_EVENT,
    /** The event that a VOID takes back is a VOID itself, or was taken back already. */
    NOT_VOIDABLE,
    /** No piece can be made for the component: it was cancelled, or its spec revision is not released. */
    NOT_RELEASABLE,
    OUT_OF_RANGE,
    /** Not possible at the stage the piece is at. */
    WRONG_STAGE,
    ON_HOLD,
    NO_SUCH_HOLD,
    /** The pieces of an exchange are one, or differ in spec, count or size. */
    NOT_ALIKE,
    /** An exchange does not go before a later one, nor is it taken back before that one is. */
    LATER_EXCHANGE,
    /** The component the piece would fill is filled by another, was cancelled, or is now of another spec. */
    COMPONENT_TAKEN
}
