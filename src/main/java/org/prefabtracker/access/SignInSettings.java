package org.prefabtracker.access;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.OptionalInt;

/** The limits of sign-ins by a password; their values and meanings are in application.properties and docs/operations.md. */
@ConfigMapping(prefix = "prefab.sign-in")
public interface SignInSettings {

    /** Sign-ins per minute from one address; 0: no limit. */
    int perMinute();

    /** The most of them at once. */
    int burst();

    /** Passwords that are hashed at the same time; by default half the processors, at least one. */
    OptionalInt hashesAtOnce();

    /** Further ones that wait for it. */
    int waiting();

    /** Wrong passwords from one address, whatever the names, before it has to wait between them. */
    int freePerAddress();

    /** How long a device counts as known after a sign-in. */
    Duration deviceKnown();
}
