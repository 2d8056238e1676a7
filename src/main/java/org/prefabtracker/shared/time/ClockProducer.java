package org.prefabtracker.shared.time;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The clock of the application, in the time zone of its days ({@code prefab.zone}). */
@Singleton
class ClockProducer {

    @Produces
    @Singleton
    Clock clock(@ConfigProperty(name = "prefab.zone") ZoneId zone) {
        return Clock.system(zone);
    }
}
