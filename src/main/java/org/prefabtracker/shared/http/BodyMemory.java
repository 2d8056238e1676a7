package org.prefabtracker.shared.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The memory of bodies under way: all together have a limit, and one address a part of it, so that it leaves room for others. */
@ApplicationScoped
class BodyMemory {

    private static final int PART_OF_ADDRESS = 8;

    @Inject
    BodySettings settings;

    private final AtomicLong held = new AtomicLong();
    private final Map<String, Long> heldOf = new ConcurrentHashMap<>();

    /** Counts bytes as held; false where there is no more room. They count until they are released, in any case. */
    boolean hold(String address, int bytes) {
        long most = settings.buffered().asLongValue();
        long ofAddress = heldOf.merge(address, (long) bytes, Long::sum);
        return held.addAndGet(bytes) <= most && ofAddress <= most / PART_OF_ADDRESS;
    }

    void release(String address, int bytes) {
        held.addAndGet(-bytes);
        heldOf.computeIfPresent(address, (key, count) -> count <= bytes ? null : count - bytes);
    }

    /** The bytes that are held. */
    long held() {
        return held.get();
    }
}
