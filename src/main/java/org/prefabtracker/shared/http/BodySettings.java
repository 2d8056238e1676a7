package org.prefabtracker.shared.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** The limits of bodies; their values and meanings are in application.properties and docs/operations.md. */
@ConfigMapping(prefix = "prefab.body")
public interface BodySettings {

    /** The longest body of an operation without {@link LargeBody}. */
    MemorySize small();

    /** The longest list. */
    MemorySize list();

    /** The bytes of small bodies under way that are held in memory together. */
    MemorySize buffered();

    /** The time before {@link #slowest} counts. */
    Duration grace();

    /** The least bytes per second after {@link #grace}, on average since the beginning. */
    MemorySize slowest();

    /** The longest time that a body may take. */
    Duration longest();
}
