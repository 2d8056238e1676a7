package org.prefabtracker.shared;

/** What registering rows did, or under {@code dryRun} would do. */
public record Registered(long created, long updated, long unchanged) {}
