package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs the checks in the order of their kinds. */
@ApplicationScoped
class CheckRunner {

    private static final int AT_ONCE = 1_000;

    private final Map<FindingKind, Check> byKind = new EnumMap<>(FindingKind.class);
    private final ZoneId zone;

    @Inject
    CheckRunner(Instance<Check> checks, @ConfigProperty(name = "prefab.zone") ZoneId zone) {
        this.zone = zone;
        checks.forEach(check -> byKind.put(check.kind(), check));
    }

    /** A position in the list of the findings of all kinds. */
    record Position(FindingKind kind, String key) {

        static final Position BEGINNING = new Position(FindingKind.values()[0], "");

        String text() {
            return kind + " " + key;
        }
    }

    /** A finding and its position. */
    record Found(Position position, Finding finding) {}

    /** Parses the text of a {@link Position}; empty where the text is not a position. */
    Optional<Position> position(String text) {
        if (text.isEmpty()) {
            return Optional.of(Position.BEGINNING);
        }
        int space = text.indexOf(' ');
        return byKind.keySet().stream()
                .filter(kind -> space > 0 && kind.name().equals(text.substring(0, space)))
                .map(kind -> new Position(kind, text.substring(space + 1)))
                .filter(position -> byKind.get(position.kind).knows(position.key))
                .findFirst();
    }

    /** The findings of some kinds after a position. A check runs only while the limit is not reached. */
    List<Found> after(Check.Scope scope, Set<FindingKind> kinds, Position after, int limit) {
        List<Found> found = new ArrayList<>();
        for (FindingKind kind : kinds) {
            if (kind.compareTo(after.kind) >= 0 && found.size() < limit) {
                byKind.get(kind)
                        .after(scope, kind == after.kind ? after.key : "", limit - found.size())
                        .forEach(placed -> found.add(new Found(
                                new Position(kind, placed.key()),
                                placed.finding().in(zone))));
            }
        }
        return found;
    }

    /** Passes all findings of some kinds to a consumer. */
    void each(Check.Scope scope, Set<FindingKind> kinds, Consumer<Finding> findings) {
        Position last = Position.BEGINNING;
        List<Found> found;
        do {
            found = after(scope, kinds, last, AT_ONCE);
            for (Found each : found) {
                findings.accept(each.finding);
                last = each.position;
            }
        } while (found.size() == AT_ONCE);
    }

    /** The number of all findings of some kinds. */
    long count(Check.Scope scope, Set<FindingKind> kinds) {
        long[] count = {0};
        each(scope, kinds, finding -> count[0]++);
        return count[0];
    }

    /** The numbers of findings of some places, by kind; a place without any is left out. */
    Map<Check.Scope, Map<FindingKind, Long>> counts(List<Check.Scope> scopes) {
        Map<Check.Scope, Map<FindingKind, Long>> counts = new HashMap<>();
        byKind.forEach((kind, check) -> check.count(scopes)
                .forEach((scope, found) -> counts.computeIfAbsent(scope, none -> new EnumMap<>(FindingKind.class))
                        .put(kind, found)));
        return counts;
    }

    /** The kinds that match the filters, in their order; null matches all. */
    static Set<FindingKind> kinds(FindingKind only, Severity severity) {
        Set<FindingKind> kinds = EnumSet.allOf(FindingKind.class);
        kinds.removeIf(kind -> only != null && kind != only || severity != null && kind.severity() != severity);
        return kinds;
    }
}
