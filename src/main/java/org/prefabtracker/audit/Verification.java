package org.prefabtracker.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.audit.SealVerifier.Tampering;
import org.prefabtracker.audit.SealVerifier.Wrong;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/**
 * One verification: computes the chain again and collects what is wrong. It reads page by page, each in a short transaction that
 * sees all projects, and judges outside of it.
 */
final class Verification {

    /** How many sealed batches are read at once. */
    private static final int BATCHES = 50;

    /** How many batches of events are listed at once. */
    private static final int KEYS = 1_000;

    /** How many events are hashed in one transaction, if there are not more of one request. */
    private static final int EVENTS = 10_000;

    private final RowSecurity rowSecurity;
    private final Runnable betweenPages;
    private final List<Tampering> findings = new ArrayList<>();
    private final Map<Wrong, Long> totals = new TreeMap<>();
    private final Map<Long, String> codes = new HashMap<>();

    private long batches;
    private Long entries;
    private long events;
    private Long pieces;
    private Long olderDays;

    Verification(RowSecurity rowSecurity, Runnable betweenPages) {
        this.rowSecurity = rowSecurity;
        this.betweenPages = betweenPages;
    }

    /** How many findings there are, by kind. */
    Map<Wrong, Long> totals() {
        return totals;
    }

    void find(Tampering finding) {
        totals.merge(finding.kind(), 1L, Long::sum);
        if (findings.size() < Problems.LISTED) {
            findings.add(finding);
        }
    }

    private void find(Wrong kind, Long batch, Long entry) {
        find(Tampering.of(kind, batch, entry));
    }

    void derived(long number, long byOlderRule) {
        pieces = number + (pieces == null ? 0 : pieces);
        olderDays = byOlderRule + (olderDays == null ? 0 : olderDays);
    }

    /** The result. */
    SealVerifier result(String head, Long unsealed, long unsealedEvents) {
        return new SealVerifier(
                totals.isEmpty(),
                batches,
                entries,
                events,
                pieces,
                olderDays,
                unsealed,
                unsealedEvents,
                head,
                totals.values().stream().mapToLong(Long::longValue).sum(),
                findings);
    }

    /** Reads in a transaction of its own. What is read is judged afterwards, because the transaction may run again. */
    <T> T alone(Supplier<T> work) {
        return Transactions.inSnapshot(() -> rowSecurity.unrestricted(work));
    }

    /** A page of the chain: batches, the hashes of their entries as they are now, and the batches of events in them. */
    private record Page(List<SealedBatch> batches, Map<Long, byte[]> entries, List<EventSealSql.Key> events) {}

    /** Verifies the batches of these numbers, with their entries and events; returns the last one, or null where there is none. */
    SealedBatch chain(long from, long to) {
        entries = 0L;
        SealedBatch former = alone(() -> SealedBatch.find(from - 1)).orElse(null);
        if (former == null) {
            find(Wrong.REMOVED_BATCH, from - 1, null);
        } else if (former.number() == 0 && !Arrays.equals(former.digest(), SealedBatch.NONE)) {
            find(Wrong.BROKEN_CHAIN, 0L, null);
        }
        long reached = from - 1;
        while (true) {
            long after = reached;
            Page page = alone(() -> page(after, to));
            for (SealedBatch batch : page.batches) {
                if (batch.number() > reached + 1) {
                    find(Wrong.REMOVED_BATCH, reached + 1, null);
                    former = null;
                }
                look(former, batch, page.entries);
                former = batch;
                reached = batch.number();
            }
            events(page.events);
            if (page.batches.size() < BATCHES) {
                return former;
            }
            betweenPages.run();
        }
    }

    private static Page page(long after, long to) {
        List<SealedBatch> batches = SealedBatch.after(after, to, BATCHES);
        if (batches.isEmpty()) {
            return new Page(batches, Map.of(), List.of());
        }
        return new Page(
                batches,
                SealedBatch.hashes(batches.stream()
                        .flatMap(batch -> Arrays.stream(batch.entries()))
                        .toList()),
                EventSealSql.ofNumbers(
                        batches.get(0).number(), batches.get(batches.size() - 1).number()));
    }

    private void look(SealedBatch former, SealedBatch batch, Map<Long, byte[]> existing) {
        batches++;
        entries += batch.entries().length;
        if (former == null ? !batch.isWhole() : !batch.follows(former)) {
            find(Wrong.BROKEN_CHAIN, batch.number(), null);
        }
        for (int i = 0; i < batch.entries().length; i++) {
            long id = batch.entries()[i];
            if (!existing.containsKey(id)) {
                find(Wrong.REMOVED_ENTRY, batch.number(), id);
            } else if (batch.isWhole() && !Arrays.equals(existing.get(id), batch.hash(i))) {
                find(Wrong.CHANGED_ENTRY, batch.number(), id);
            }
        }
    }

    void entriesInTwoBatches(long from, long to) {
        alone(() -> AuditChainSql.inTwoBatches(from, to))
                .forEach(entry -> find(Wrong.ENTRY_IN_TWO_BATCHES, entry.getKey(), entry.getValue()));
    }

    void entriesInNoBatch() {
        alone(AuditChainSql::inNoBatch).forEach(entry -> find(Wrong.ENTRY_IN_NO_BATCH, null, entry));
    }

    void head(String digest) {
        if (digest != null && !alone(() -> AuditChainSql.isThere(digest))) {
            find(Wrong.HEAD_NOT_FOUND, null, null);
        }
    }

    /** Verifies all events of a project, and the sealed batches that they are in. */
    void eventsOf(Project project) {
        codes.put(project.id(), project.code());
        Set<Long> numbers = new TreeSet<>();
        long reached = Long.MIN_VALUE;
        List<EventSealSql.Key> keys;
        do {
            long after = reached;
            keys = alone(() -> EventSealSql.ofProject(project.id(), after, KEYS));
            events(keys);
            for (EventSealSql.Key key : keys) {
                numbers.add(key.number());
                reached = key.batch();
            }
        } while (keys.size() == KEYS);
        numbers.remove(0L);
        List<Long> all = List.copyOf(numbers);
        for (int i = 0; i < all.size(); i += BATCHES) {
            links(all.subList(i, Math.min(i + BATCHES, all.size())));
            betweenPages.run();
        }
    }

    /** Verifies that some batches follow from the batches before them; their entries are left out. */
    private void links(List<Long> numbers) {
        Set<Long> wanted = new TreeSet<>(numbers);
        numbers.forEach(number -> wanted.add(number - 1));
        Map<Long, SealedBatch> found = alone(() -> SealedBatch.find(wanted)).stream()
                .collect(Collectors.toMap(SealedBatch::number, batch -> batch));
        for (long number : numbers) {
            batches++;
            SealedBatch batch = found.get(number);
            SealedBatch former = found.get(number - 1);
            if (batch == null || former == null) {
                find(Wrong.REMOVED_BATCH, batch == null ? number : number - 1, null);
            } else if (!batch.follows(former)) {
                find(Wrong.BROKEN_CHAIN, number, null);
            }
        }
    }

    /** Verifies the events that are in no sealed batch, of all projects, against the hashes that were stored with them. */
    void unsealedEvents() {
        EventSealSql.Key last = new EventSealSql.Key(Long.MIN_VALUE, 0, 0, 0);
        List<EventSealSql.Key> keys;
        do {
            EventSealSql.Key after = last;
            keys = alone(() -> EventSealSql.unsealed(after.project(), after.batch(), KEYS));
            events(keys);
            last = keys.isEmpty() ? last : keys.get(keys.size() - 1);
        } while (keys.size() == KEYS);
    }

    void eventsInNoBatch(Project project) {
        EventSealSql.InNoBatch found = alone(() -> EventSealSql.inNoBatch(project.id(), Problems.LISTED));
        found.first().forEach(event -> find(Tampering.ofEvent(Wrong.EVENT_IN_NO_BATCH, null, project.code(), event)));
        long unlisted = found.total() - found.first().size();
        if (unlisted > 0) {
            totals.merge(Wrong.EVENT_IN_NO_BATCH, unlisted, Long::sum);
        }
    }

    private void events(List<EventSealSql.Key> keys) {
        int from = 0;
        long size = 0;
        for (int i = 0; i < keys.size(); i++) {
            size += keys.get(i).events();
            if (size >= EVENTS || i == keys.size() - 1) {
                chunk(keys.subList(from, i + 1));
                betweenPages.run();
                from = i + 1;
                size = 0;
            }
        }
    }

    /** Seals and the hashes of their events as they are now, by project. */
    private record Chunk(List<EventSealSql.Seal> seals, Map<Long, Map<UUID, byte[]>> hashes) {}

    private void chunk(List<EventSealSql.Key> keys) {
        Chunk chunk = alone(() -> {
            List<EventSealSql.Seal> seals = EventSealSql.read(keys);
            Map<Long, Collection<UUID>> ids = new HashMap<>();
            seals.stream().filter(seal -> seal.ids() != null).forEach(seal -> ids.computeIfAbsent(
                            seal.key().project(), none -> new ArrayList<>())
                    .addAll(List.of(seal.ids())));
            Map<Long, Map<UUID, byte[]>> hashes = new HashMap<>();
            ids.forEach((project, wanted) -> hashes.put(project, EventSealSql.hashes(project, wanted)));
            return new Chunk(seals, hashes);
        });
        chunk.seals.forEach(seal -> look(seal, chunk.hashes.get(seal.key().project())));
    }

    /**
     * Compares events with the hashes that the chain proves: those stored with the events, or else their copy. Where it proves neither,
     * an event must match both.
     */
    private void look(EventSealSql.Seal seal, Map<UUID, byte[]> existing) {
        long number = seal.key().number();
        Long batch = number == 0 ? null : number;
        String project = code(seal.key().project());
        if (seal.ids() == null) {
            find(Tampering.ofEvent(Wrong.REMOVED_SEAL, batch, project, null));
            return;
        }
        events += seal.ids().length;
        boolean sealed = batch != null;
        if (sealed && !(seal.proven() && Arrays.equals(seal.hashes(), seal.copy()))) {
            find(Tampering.ofEvent(Wrong.CHANGED_SEAL, batch, project, null));
        }
        byte[] right = sealed && seal.copyProven() ? seal.copy() : seal.hashes();
        boolean inDoubt = sealed && !seal.proven() && !seal.copyProven();
        for (int i = 0; i < seal.ids().length; i++) {
            UUID id = seal.ids()[i];
            byte[] is = existing.get(id);
            if (is == null) {
                find(Tampering.ofEvent(Wrong.REMOVED_EVENT, batch, project, id));
            } else if (!isAt(right, i, is) || inDoubt && !isAt(seal.copy(), i, is)) {
                find(Tampering.ofEvent(Wrong.CHANGED_EVENT, batch, project, id));
            }
        }
    }

    private static boolean isAt(byte[] hashes, int place, byte[] hash) {
        int from = place * SealedBatch.HASH;
        int to = from + SealedBatch.HASH;
        return to <= hashes.length && Arrays.equals(hashes, from, to, hash, 0, hash.length);
    }

    private String code(long project) {
        return codes.computeIfAbsent(
                project, id -> alone(() -> Project.find(id)).map(Project::code).orElse(null));
    }

    /** @param patience how many seconds an entry or event may wait for the chain */
    void sealing(long patience) {
        if (alone(EventSealSql::secondsWaiting) > patience) {
            find(Wrong.SEALING_STOPPED, null, null);
        }
    }

    /** All projects, in the order in which they were registered. */
    List<Project> projects() {
        return alone(Project::all);
    }
}
