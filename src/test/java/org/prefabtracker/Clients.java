package org.prefabtracker;

import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that send at once: while the database works for one, the server reads and writes for another. */
public final class Clients {

    private static final int COUNT = 4;

    private Clients() {}

    /** What a client does until nothing is left to do. */
    @FunctionalInterface
    public interface Work<T> {
        void on(T item) throws Exception;
    }

    /**
     * Works through some items with several clients and returns when all are done.
     *
     * @param items taken in order, by one client at a time
     */
    public static <T> void each(Iterator<T> items, Work<T> work) throws Exception {
        Callable<Void> client = () -> {
            for (T item = next(items); item != null; item = next(items)) {
                work.on(item);
            }
            return null;
        };
        ExecutorService clients = Executors.newFixedThreadPool(COUNT);
        try {
            for (Future<Void> done : clients.invokeAll(Collections.nCopies(COUNT, client))) {
                done.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static <T> T next(Iterator<T> items) {
        synchronized (items) {
            return items.hasNext() ? items.next() : null;
        }
    }
}
