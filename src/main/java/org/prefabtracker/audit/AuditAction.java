package org.prefabtracker.audit;

/** What a request does, or would do if it were let. */
public enum AuditAction {
    READ,
    WRITE,
    EXPORT,
    LOG_IN
}
