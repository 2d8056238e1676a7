package org.prefabtracker.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/**
 * Verifies the sealed audit log.
 *
 * @param batches the number of verified batches, and {@code entries} the number of their entries
 * @param unsealed the number of entries that are not sealed yet
 * @param head the digest of the last verified batch
 * @param findings the first findings; {@code totalFindings} counts all
 */
@Schema(name = "AuditVerification")
public record SealVerifier(
        boolean intact,
        long batches,
        long entries,
        long unsealed,
        String head,
        long totalFindings,
        List<Tampering> findings) {

    /** The kinds of findings. */
    @Schema(name = "TamperingKind")
    public enum Wrong {
        /** An entry differs from what was sealed. */
        CHANGED_ENTRY,
        /** A sealed entry does not exist. */
        REMOVED_ENTRY,
        /** An entry is in more than one batch, or twice in one. */
        ENTRY_IN_TWO_BATCHES,
        /** An entry is in no batch and does not wait for one: it was inserted from outside. */
        ENTRY_IN_NO_BATCH,
        /** The digest of a batch does not match its content and the batch before. */
        BROKEN_CHAIN,
        /** The numbers of batches have a gap. */
        REMOVED_BATCH,
        /** No batch has the digest that was kept elsewhere: the end was removed, or everything was sealed again. */
        HEAD_NOT_FOUND
    }

    /** A finding, with its batch and entry. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tampering(Wrong kind, Long batch, Long entry) {}

    /**
     * Computes the batches again, one after the other.
     *
     * @param head a digest that was kept elsewhere, or null
     * @param from the first batch, and {@code to} the last; entries in no batch are searched only from the first to the
     *     latest batch
     */
    static SealVerifier of(String head, long from, long to) {
        return new Work().verify(head, from, to);
    }

    private static final class Work {
        private final List<Tampering> findings = new ArrayList<>();
        private long total;
        private long batches;
        private long entries;

        SealVerifier verify(String head, long from, long to) {
            SealedBatch former = chain(from, to);
            inTwoBatches(from, to);
            if (from <= 1 && to == Long.MAX_VALUE) {
                inNoBatch();
            }
            if (head != null && !isThere(head)) {
                find(Wrong.HEAD_NOT_FOUND, null, null);
            }
            return new SealVerifier(
                    total == 0, batches, entries, unsealed(), former == null ? null : former.hex(), total, findings);
        }

        private void find(Wrong kind, Long batch, Long entry) {
            total++;
            if (findings.size() < Problems.LISTED) {
                findings.add(new Tampering(kind, batch, entry));
            }
        }

        /** Returns the last verified batch; null where there is none. */
        private SealedBatch chain(long from, long to) {
            SealedBatch former =
                    Transactions.read(() -> SealedBatch.find(from - 1)).orElse(null);
            if (former == null) {
                find(Wrong.REMOVED_BATCH, from - 1, null);
            } else if (former.number() == 0 && !Arrays.equals(former.digest(), SealedBatch.NONE)) {
                find(Wrong.BROKEN_CHAIN, 0L, null);
            }
            for (long reached = from - 1; ; reached++) {
                long last = reached;
                Optional<SealedBatch> next = Transactions.read(() -> SealedBatch.after(last));
                if (next.isEmpty() || next.get().number() > to) {
                    return former;
                }
                SealedBatch batch = next.get();
                if (batch.number() > reached + 1) {
                    find(Wrong.REMOVED_BATCH, reached + 1, null);
                    former = null;
                    reached = batch.number() - 1;
                }
                look(former, batch);
                former = batch;
            }
        }

        private void look(SealedBatch former, SealedBatch batch) {
            batches++;
            entries += batch.entries().length;
            boolean whole = batch.hashes().length == batch.entries().length * SealedBatch.HASH;
            if (!whole || former != null && !Arrays.equals(batch.digestAfter(former.digest()), batch.digest())) {
                find(Wrong.BROKEN_CHAIN, batch.number(), null);
            }
            Map<Long, byte[]> existing = Transactions.read(() -> SealedBatch.hashes(Arrays.asList(batch.entries())));
            for (int i = 0; i < batch.entries().length; i++) {
                long id = batch.entries()[i];
                if (!existing.containsKey(id)) {
                    find(Wrong.REMOVED_ENTRY, batch.number(), id);
                } else if (whole && !Arrays.equals(existing.get(id), batch.hash(i))) {
                    find(Wrong.CHANGED_ENTRY, batch.number(), id);
                }
            }
        }

        private void inTwoBatches(long from, long to) {
            Transactions.read(() -> Sql.query("""
                            select max(b.number), u.id from audit_batch b cross join unnest(b.entries) as u (id)
                            group by u.id
                            having count(*) > 1 and bool_or(b.number between :from and :to) order by u.id""")
                    .bind("from", from)
                    .bind("to", to)
                    .setFetchSize(100)
                    .map((rs, context) -> new Tampering(Wrong.ENTRY_IN_TWO_BATCHES, rs.getLong(1), rs.getLong(2)))
                    .useIterator(rows -> rows.forEachRemaining(row -> find(row.kind(), row.batch(), row.entry()))));
        }

        private void inNoBatch() {
            Transactions.read(() -> Sql.query("""
                            select id from audit_entry
                            except select unnest(entries) from audit_batch
                            except select entry_id from audit_unsealed order by id""")
                    .setFetchSize(100)
                    .mapTo(Long.class)
                    .useIterator(ids -> ids.forEachRemaining(id -> find(Wrong.ENTRY_IN_NO_BATCH, null, id))));
        }

        private boolean isThere(String head) {
            return Transactions.read(() -> Sql.query("select exists (select from audit_batch where digest = :digest)")
                    .bind("digest", HexFormat.of().parseHex(head))
                    .mapTo(Boolean.class)
                    .one());
        }

        private long unsealed() {
            return Transactions.read(() -> Sql.query("select count(*) from audit_unsealed")
                    .mapTo(Long.class)
                    .one());
        }
    }
}
