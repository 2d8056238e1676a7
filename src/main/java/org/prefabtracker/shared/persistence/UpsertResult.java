package org.prefabtracker.shared.persistence;

/** What registering rows did: how many were new, were changed, or were there already. */
public record UpsertResult(long created, long updated, long unchanged) {}
