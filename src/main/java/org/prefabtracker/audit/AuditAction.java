package org.prefabtracker.audit;

/** What a request does, or would do if it were not refused. */
public enum AuditAction {
    READ,
    WRITE,
    EXPORT,
    LOG_IN
}
