package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiskBudgetTest {

    private record Settings(MemorySize leastFree, Optional<MemorySize> databaseBudget, Optional<MemorySize> auditBudget)
            implements DiskSettings {}

    private static MemorySize bytes(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }

    @Test
    void anExceededBudgetSaysWhichAndByHowMuch() {
        Settings settings = new Settings(bytes(100), Optional.of(bytes(1_000)), Optional.of(bytes(500)));
        assertThat(new DiskBudget.Measured(100, 1_000, 500).exceeded(settings)).isEmpty();
        assertThat(new DiskBudget.Measured(99, 0, 0).exceeded(settings))
                .hasValue("the data directory has 99 bytes left; prefab.disk.least-free is 100");
        assertThat(new DiskBudget.Measured(100, 1_001, 0).exceeded(settings))
                .hasValue("the database takes 1001 bytes; prefab.disk.database-budget is 1000");
        assertThat(new DiskBudget.Measured(100, 1_000, 501).exceeded(settings))
                .hasValue("the audit log takes 501 bytes; prefab.disk.audit-budget is 500");
    }

    @Test
    void withoutABudgetOnlyTheFreeSpaceCounts() {
        Settings settings = new Settings(bytes(100), Optional.empty(), Optional.empty());
        assertThat(new DiskBudget.Measured(100, Long.MAX_VALUE, Long.MAX_VALUE).exceeded(settings))
                .isEmpty();
    }
}
