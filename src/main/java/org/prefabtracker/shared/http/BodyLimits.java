package org.prefabtracker.shared.http;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The most bytes that the body of each operation may hold. */
@ApplicationScoped
public class BodyLimits {

    private static final long KB = 1024;

    @Inject
    BodySettings settings;

    @Inject
    Operations operations;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize file;

    @ConfigProperty(name = "quarkus.http.body.uploads-directory")
    Path directory;

    /** The limit of an operation, in bytes. */
    public long of(Method handler) {
        LargeBody large = handler.getAnnotation(LargeBody.class);
        if (large == null) {
            return small();
        }
        return large.value() == LargeBody.Holds.LIST ? settings.list().asLongValue() : file.asLongValue();
    }

    /**
     * The limit of a request, in bytes; one that meets no operation has the small one.
     *
     * @param path as it was sent
     */
    long of(String method, String path) {
        return operations.at(path).stream()
                .filter(operation -> operation.method().equals(method))
                .mapToLong(operation -> of(operation.handler()))
                .max()
                .orElse(small());
    }

    /** The limit of operations without {@link LargeBody}, in bytes. */
    long small() {
        return settings.small().asLongValue();
    }

    BodySettings settings() {
        return settings;
    }

    /** The directory of bodies that are received into files. */
    Path directory() {
        return directory;
    }

    /** The sentence of a refusal. */
    static String exceeded(long limit) {
        return "The body of this request may have at most " + limit + " bytes (" + shown(limit) + ")";
    }

    private static String shown(long bytes) {
        return bytes >= KB * KB
                ? String.format(Locale.ROOT, "%.0f MB", bytes / (double) (KB * KB))
                : String.format(Locale.ROOT, "%.0f kB", bytes / (double) KB);
    }
}
