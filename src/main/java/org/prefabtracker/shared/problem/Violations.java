package org.prefabtracker.shared.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.prefabtracker.shared.message.Localized;

/**
 * Collects all violations of a request, to report them together. Keeps the first {@value #KEPT} and counts the rest, so that
 * a file with many errors does not fill the memory.
 */
public final class Violations {

    public static final int KEPT = 100_000;

    private final List<Violation> kept = new ArrayList<>();
    private final Set<ErrorLocation> places = new HashSet<>();
    private long total;
    private boolean onlyConflicts = true;

    public Violations() {}

    /** A copy, to add more to. */
    public Violations(Violations others) {
        kept.addAll(others.kept);
        places.addAll(others.places);
        total = others.total;
        onlyConflicts = others.onlyConflicts;
    }

    public void add(Violation violation) {
        total++;
        onlyConflicts &= violation.conflict();
        if (kept.size() < KEPT) {
            kept.add(violation);
            places.add(violation.place());
        }
    }

    public void add(ErrorLocation place, Object value, String code, String message) {
        add(Violation.of(place, value, code, message));
    }

    public void add(ErrorLocation place, Object value, String code, Localized text) {
        add(Violation.of(place, value, code, text));
    }

    /** Adds a violation at a location that has none yet: an unreadable value is not reported as missing too. */
    public void addElsewhere(ErrorLocation place, Object value, String code, String message) {
        if (!name(place)) {
            add(place, value, code, message);
        }
    }

    /** Whether there is a violation at a location already. */
    public boolean name(ErrorLocation place) {
        return places.contains(place);
    }

    /** A consumer that adds violations at locations that have none yet: an unreadable cell is not reported as missing too. */
    public Consumer<Violation> elsewhere() {
        Set<ErrorLocation> known = Set.copyOf(places);
        return violation -> {
            if (!known.contains(violation.place())) {
                add(violation);
            }
        };
    }

    public boolean isEmpty() {
        return total == 0;
    }

    public long total() {
        return total;
    }

    /** Whether there are violations and all of them conflict with stored data: 409, else 422. */
    boolean onlyConflicts() {
        return total > 0 && onlyConflicts;
    }

    /** Whether any of them is wrong by itself: 422. */
    public boolean anyButConflicts() {
        return total > 0 && !onlyConflicts;
    }

    public List<Violation> kept() {
        return Collections.unmodifiableList(kept);
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem with all violations, if there are any */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw Problems.of(this);
        }
    }
}
