package org.prefabtracker.backup;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a command clean up before the process ends by SIGINT or SIGTERM. */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile boolean interrupted;
    private volatile Runnable wakeUp = () -> {};

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Sets what ends a wait of the command. */
    void wakesUp(Runnable waiting) {
        wakeUp = waiting;
    }

    /** @throws Failure where the process is about to end */
    void check() {
        if (interrupted) {
            throw new Failure(Failure.BROKEN_OFF, "interrupted");
        }
    }

    private void interrupt() {
        interrupted = true;
        wakeUp.run();
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is cleaned up. */
    @Override
    public void close() {
        done.countDown();
        if (!interrupted) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAtThisMoment) {
            // the hook no longer waits
        }
    }
}
