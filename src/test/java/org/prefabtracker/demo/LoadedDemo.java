package org.prefabtracker.demo;

import jakarta.enterprise.inject.spi.CDI;

/** The demo project, for tests that look at a building as large as real ones. */
public final class LoadedDemo {

    private LoadedDemo() {}

    /** Loads it where it is not there. */
    public static void load() {
        CDI.current().select(Demo.class).get().load();
    }
}
