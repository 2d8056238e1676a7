package org.prefabtracker.shared;

/** What registering rows did: how many were new, were changed, or were there already. */
public record Registered(long created, long updated, long unchanged) {}
