package org.prefabtracker.shared.persistence;

/** The result of registering rows: how many were created, changed, or unchanged. */
public record UpsertResult(long created, long updated, long unchanged) {}
