package org.prefabtracker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The statements that the current test and its requests execute while it listens, as they reach the driver. Those of background
 * work (jobs, the sealing of the audit) have threads of their own and are left out.
 */
@ApplicationScoped
public class StatementLog {

    private static final String THREADS_OF_REQUESTS = "executor-thread-";

    private final List<String> statements = new CopyOnWriteArrayList<>();

    /** Begins to listen. */
    public void start() {
        Thread test = Thread.currentThread();
        clear();
        RecordingDriver.record(statement -> {
            Thread thread = Thread.currentThread();
            if (thread == test || thread.getName().startsWith(THREADS_OF_REQUESTS)) {
                statements.add(statement);
            }
        });
    }

    /** Listens no longer. */
    public void stop() {
        RecordingDriver.stop();
    }

    /** Forgets what it heard. */
    public void clear() {
        statements.clear();
    }

    /** What it heard, in order. */
    public List<String> all() {
        return List.copyOf(statements);
    }
}
