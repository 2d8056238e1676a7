package org.prefabtracker.audit;

import io.smallrye.config.ConfigMapping;

/** How many refused requests of unknown senders are kept; values and meanings are in application.properties and docs/operations.md. */
@ConfigMapping(prefix = "prefab.audit-refused")
public interface RefusalSettings {

    /** Entries per minute for one address; 0: all. */
    int perAddress();

    /** Entries per minute for all addresses together; 0: all. */
    int perMinute();
}
