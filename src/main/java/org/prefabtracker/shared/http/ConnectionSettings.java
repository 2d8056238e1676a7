package org.prefabtracker.shared.http;

import io.smallrye.config.ConfigMapping;

/** The limit of connections; its value and meaning are in application.properties and docs/operations.md. */
@ConfigMapping(prefix = "prefab.connections")
public interface ConnectionSettings {

    /** Connections from one address that have sent a request; behind a trusted proxy, requests under way. 0: no limit. */
    int perAddress();
}
