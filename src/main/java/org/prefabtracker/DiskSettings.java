package org.prefabtracker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Budgets of disks; values and meanings are in application.properties and docs/operations.md. */
@ConfigMapping(prefix = "prefab.disk")
public interface DiskSettings {

    /** The least free space of the data directory. */
    MemorySize leastFree();

    /** The most that the database may take, whose disk the application does not see where it is external. */
    Optional<MemorySize> databaseBudget();

    /** The most that the audit log may take. */
    Optional<MemorySize> auditBudget();
}
