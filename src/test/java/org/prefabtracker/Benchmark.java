package org.prefabtracker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * Times two things in turns in one run, the application and the limit it is compared with, and writes their ratio. A ratio
 * over its bound fails the build.
 */
final class Benchmark {

    private static final Path RESULTS = Path.of("target/benchmarks.md");

    private Benchmark() {}

    /** Something that is timed. */
    interface Timed {
        void run() throws Exception;
    }

    /** Something that tells its own time, in nanoseconds. */
    interface Measured {
        long nanos() throws Exception;
    }

    /**
     * @param rounds how often each is timed, after one round that is not
     * @param atMost the bound of ours over the limit
     */
    static void compare(String what, int rounds, Timed ours, String against, Timed limit, double atMost)
            throws Exception {
        compareMeasured(what, rounds, () -> time(ours), against, () -> time(limit), atMost);
    }

    /** As {@link #compare}, of things that must not be timed from beginning to end. */
    static void compareMeasured(String what, int rounds, Measured ours, String against, Measured limit, double atMost)
            throws Exception {
        long[] a = new long[rounds];
        long[] b = new long[rounds];
        for (int i = -1; i < rounds; i++) {
            long limitTook = limit.nanos();
            long oursTook = ours.nanos();
            if (i >= 0) {
                b[i] = limitTook;
                a[i] = oursTook;
            }
        }
        record(what, against, median(a), median(b), atMost);
    }

    static long time(Timed timed) throws Exception {
        long begin = System.nanoTime();
        timed.run();
        return System.nanoTime() - begin;
    }

    static void record(String what, String against, double oursNanos, double limitNanos, double atMost)
            throws IOException {
        double ratio = oursNanos / limitNanos;
        if (!Files.exists(RESULTS)) {
            write("| what | time | held against | time | ratio | at most |%n|---|---|---|---|---|---|%n");
        }
        write(
                "| %s | %,.1f ms | %s | %,.1f ms | %.2f | %.2f |%n",
                what, oursNanos / 1e6, against, limitNanos / 1e6, ratio, atMost);
        if (ratio > atMost) {
            throw new AssertionError("%s: %.2f times %s, at most %.2f".formatted(what, ratio, against, atMost));
        }
    }

    private static void write(String line, Object... values) throws IOException {
        String text = String.format(Locale.ROOT, line, values);
        Files.writeString(RESULTS, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.out.print(text);
    }

    static double median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted.length % 2 == 1
                ? sorted[sorted.length / 2]
                : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2.0;
    }
}
