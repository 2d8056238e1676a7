package org.prefabtracker.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.tracking.PieceVerificationStore.StoredEvent;
import org.prefabtracker.tracking.PieceVerificationStore.StoredPiece;

/**
 * Derives the pieces of a project again from their events, by the code that decides on new events, and compares them with what
 * is stored. Page by page, each in a snapshot of its own, so that events that arrive meanwhile do no harm.
 */
@ApplicationScoped
public class PieceVerifier {

    private static final int PAGE = 1_000;

    /** The end of the columns with the days on which a piece reached its stages. */
    static final String DAY = "_on";

    @Inject
    PieceVerificationStore store;

    @Inject
    EventSerializer serializer;

    @Inject
    RowSecurity rowSecurity;

    /** What is wrong with a piece. */
    public enum Kind {
        /** A column differs from what the events lead to. */
        CHANGED_PIECE,
        /** The piece has no RELEASE, so no event made it. */
        PIECE_WITHOUT_RELEASE,
        /** An event of the piece is impossible at its place in the history, or cannot be read. */
        IMPOSSIBLE_EVENT,
        /** The counter of the tags differs from the number of pieces. */
        CHANGED_TAG_COUNTER
    }

    /**
     * A difference.
     *
     * @param tag the stored tag of the piece; null for the counter
     * @param column the name of the column in the table of pieces, or null
     * @param event the event that is impossible, or null
     */
    public record Difference(Kind kind, String tag, String column, UUID event) {}

    /**
     * What was verified.
     *
     * @param pieces the number of pieces
     * @param olderDays the number of stored days that are the date at the place of the event, an older rule, and not yet the day in
     *     the time zone of the system; no difference
     */
    public record Verified(long pieces, long olderDays) {}

    /**
     * Verifies the pieces of a project.
     *
     * @param betweenPages is run after each page, for a caller that does not want to be in the way of others
     */
    public Verified verify(Project project, Consumer<Difference> found, Runnable betweenPages) {
        Work work = new Work(project, found);
        work.tags();
        while (work.nextPage()) {
            betweenPages.run();
        }
        work.exchanged();
        return new Verified(work.pieces, work.olderDays);
    }

    private final class Work {
        private final Project project;
        private final Consumer<Difference> found;
        private int lastNumber;
        private long reached;
        private long pieces;
        private long olderDays;

        Work(Project project, Consumer<Difference> found) {
            this.project = project;
            this.found = found;
        }

        /** The differences of the current snapshot. */
        private List<Difference> current;

        private void inSnapshot(Runnable work) {
            // a page that is run again must not report twice
            List<Difference> differences = new ArrayList<>();
            Transactions.inSnapshot(() -> {
                differences.clear();
                rowSecurity.restrictToProject(project.id());
                current = differences;
                work.run();
                return null;
            });
            differences.forEach(found);
        }

        private void differs(Kind kind, String tag, String column, UUID event) {
            current.add(new Difference(kind, tag, column, event));
        }

        /** Tags are numbered in the order in which pieces are made, without gaps: the counter is locked meanwhile. */
        void tags() {
            inSnapshot(() -> {
                lastNumber = store.lastNumber(project);
                if (lastNumber != store.count(project)) {
                    differs(Kind.CHANGED_TAG_COUNTER, null, null, null);
                }
                store.misplacedTags(project, PieceTag.of(project.number(), Math.min(lastNumber, PieceTag.LARGEST)))
                        .forEach(tag -> differs(Kind.CHANGED_PIECE, tag, "tag", null));
            });
        }

        /** Verifies the next page; returns false after the last one. */
        boolean nextPage() {
            long before = pieces;
            long olderBefore = olderDays;
            long from = reached;
            inSnapshot(() -> {
                reached = from;
                pieces = before;
                olderDays = olderBefore;
                page();
            });
            return pieces - before == PAGE;
        }

        private void page() {
            lastNumber = store.lastNumber(project);
            List<StoredPiece> page = store.pieces(project, reached, PAGE);
            Map<Long, List<StoredEvent>> events = store.events(project, page);
            Map<Long, EventInput> releases = releases(page, events);
            Map<String, Long> components = components(releases);
            for (StoredPiece piece : page) {
                verify(piece, events.getOrDefault(piece.id(), List.of()), releases.get(piece.id()), components);
                reached = piece.id();
            }
            pieces += page.size();
        }

        private Map<String, Long> components(Map<Long, EventInput> releases) {
            return store.components(
                    project,
                    releases.values().stream()
                            .map(EventInput::component)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList());
        }

        /** The RELEASE that made each piece: the first that arrived. Unreadable ones are left out. */
        private Map<Long, EventInput> releases(List<StoredPiece> page, Map<Long, List<StoredEvent>> events) {
            Map<Long, EventInput> releases = new HashMap<>();
            for (StoredPiece piece : page) {
                events.getOrDefault(piece.id(), List.of()).stream()
                        .filter(event -> event.content() != null)
                        .findFirst()
                        .map(this::read)
                        .ifPresent(release -> releases.put(piece.id(), release));
            }
            return releases;
        }

        private EventInput read(StoredEvent event) {
            try {
                return serializer.read(event.content());
            } catch (RuntimeException unreadable) {
                return null;
            }
        }

        private void verify(
                StoredPiece stored, List<StoredEvent> events, EventInput release, Map<String, Long> components) {
            if (!isRightlyTagged(stored.tag())) {
                differs(Kind.CHANGED_PIECE, stored.tag(), "tag", null);
            }
            for (StoredEvent event : events) {
                if (event.event() == null || event.content() != null && read(event) == null) {
                    differs(Kind.IMPOSSIBLE_EVENT, stored.tag(), null, event.id());
                    return;
                }
            }
            if (release == null) {
                differs(Kind.PIECE_WITHOUT_RELEASE, stored.tag(), null, null);
                return;
            }
            Piece piece = piece(stored, events, components.get(release.component()));
            Refusal refusal = replay(piece);
            if (refusal != null) {
                differs(Kind.IMPOSSIBLE_EVENT, stored.tag(), null, refusal.event());
                return;
            }
            Map<String, Object> derived = new LinkedHashMap<>(EventWriter.STATE.named(piece));
            derived.put("factory", release.factory());
            derived.put("due_on", release.dueOn());
            if (events.stream().anyMatch(event -> event.event().type() == EventType.EXCHANGE)) {
                // where exchanges lead is derived of all pieces together
                derived.remove("component_id");
            }
            derived.forEach((column, value) -> compare(stored, piece, column, value));
            if (piece.live() && !stored.fits()) {
                differs(Kind.CHANGED_PIECE, stored.tag(), "spec_revision", null);
            }
        }

        private boolean isRightlyTagged(String tag) {
            return PieceTag.isWellFormed(tag)
                    && PieceTag.project(tag) == project.number()
                    && PieceTag.number(tag) >= 1
                    && PieceTag.number(tag) <= lastNumber;
        }

        private void compare(StoredPiece stored, Piece piece, String column, Object value) {
            String derived = PieceVerificationStore.text(value);
            String is = PieceVerificationStore.text(stored.columns().get(column));
            if (Objects.equals(derived, is)) {
                return;
            }
            if (is != null && derived != null && is.equals(atPlace(piece, column))) {
                olderDays++;
            } else {
                differs(Kind.CHANGED_PIECE, stored.tag(), column, null);
            }
        }

        /** The day of a column by the older rule; null for other columns. */
        private String atPlace(Piece piece, String column) {
            if (!column.endsWith(DAY) || column.equals("due_on")) {
                return null;
            }
            String stage = column.substring(0, column.length() - DAY.length()).toUpperCase(Locale.ROOT);
            return PieceVerificationStore.text(piece.history().reachedAtPlace(PieceStage.valueOf(stage)));
        }

        /** Verifies which components the pieces fill that were ever exchanged: what they were made for, and all exchanges that count. */
        void exchanged() {
            inSnapshot(() -> {
                List<StoredPiece> swapped = store.exchanged(project);
                Map<Long, List<StoredEvent>> events = store.events(project, swapped);
                Map<Long, EventInput> releases = releases(swapped, events);
                Map<String, Long> made = components(releases);
                Map<Long, Long> filled = new HashMap<>();
                releases.forEach((piece, release) -> filled.put(piece, made.get(release.component())));
                Map<UUID, StoredEvent> all = new LinkedHashMap<>();
                events.values().forEach(history -> history.stream()
                        .filter(event -> event.event() != null)
                        .forEach(event -> all.put(event.id(), event)));
                HistoryOrder.exchanges(
                                all.values().stream().map(StoredEvent::event).toList())
                        .stream()
                        .sorted(HistoryOrder.OF_EXCHANGES)
                        .map(exchange -> all.get(exchange.id()))
                        .forEach(exchange -> swap(filled, exchange));
                for (StoredPiece piece : swapped) {
                    Object component = filled.get(piece.id());
                    if (component != null && !component.equals(piece.columns().get("component_id"))) {
                        differs(Kind.CHANGED_PIECE, piece.tag(), "component_id", null);
                    }
                }
            });
        }
    }

    private static void swap(Map<Long, Long> filled, StoredEvent exchange) {
        Long one = filled.get(exchange.piece());
        filled.put(exchange.piece(), filled.get(exchange.other()));
        filled.put(exchange.other(), one);
    }

    private static Piece piece(StoredPiece stored, List<StoredEvent> events, Long component) {
        Category category = Category.valueOf(stored.category());
        ComponentSlot slot = new ComponentSlot(
                component == null ? 0 : component,
                "",
                false,
                true,
                1,
                BigDecimal.ONE,
                stored.specId(),
                stored.specRevision(),
                category);
        Piece piece =
                new Piece(stored.id(), stored.tag(), true, stored.specId(), stored.specRevision(), category, slot);
        events.forEach(event -> piece.events().add(event.event()));
        return piece;
    }

    /** Replays the events of a piece. Returns null, or why they are impossible. */
    private static Refusal replay(Piece piece) {
        Set<UUID> ids = new HashSet<>();
        piece.events().removeIf(event -> !ids.add(event.id()));
        return piece.replay();
    }
}
