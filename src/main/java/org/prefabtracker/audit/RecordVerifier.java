package org.prefabtracker.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.audit.SealVerifier.Tampering;
import org.prefabtracker.audit.SealVerifier.Wrong;
import org.prefabtracker.project.Project;
import org.prefabtracker.tracking.PieceVerifier;

/** Verifies the sealed audit log, the events and the pieces. The caller is responsible for who may ask: it reads all projects. */
@Singleton
class RecordVerifier {

    /** Sealing has stopped where an entry or event waits for so many times {@code prefab.audit.seal-every}. */
    static final int PATIENCE = 30;

    private static final Runnable AT_ONCE = () -> {};

    @Inject
    RowSecurity rowSecurity;

    @Inject
    PieceVerifier pieceVerifier;

    @ConfigProperty(name = "prefab.audit.seal-every")
    Duration sealEvery;

    /** A result, and how many findings there are, by kind. */
    record Report(SealVerifier result, Map<Wrong, Long> totals) {}

    /**
     * Computes the batches again, one after the other, with their entries and events.
     *
     * @param head a digest that was kept elsewhere, or null
     * @param from the first batch, and {@code to} the last; entries and events in no batch are searched only from the first to the
     *     latest batch
     */
    SealVerifier chain(String head, long from, long to) {
        Verification work = new Verification(rowSecurity, AT_ONCE);
        SealedBatch last = work.chain(from, to);
        work.entriesInTwoBatches(from, to);
        if (from <= 1 && to == Long.MAX_VALUE) {
            work.entriesInNoBatch();
            work.unsealedEvents();
            work.projects().forEach(work::eventsInNoBatch);
        }
        work.head(head);
        return ended(work, hex(last), null);
    }

    /** Verifies the events of a project with the batches they are in, and derives its pieces again. */
    SealVerifier project(Project project, String head) {
        Verification work = new Verification(rowSecurity, AT_ONCE);
        work.eventsOf(project);
        work.eventsInNoBatch(project);
        pieces(work, project, AT_ONCE);
        work.head(head);
        return ended(work, null, project.id());
    }

    /**
     * Verifies the whole chain, all events and all pieces.
     *
     * @param betweenPages is run after each page
     */
    Report everything(Runnable betweenPages) {
        Verification work = new Verification(rowSecurity, betweenPages);
        SealedBatch last = work.chain(1, Long.MAX_VALUE);
        work.entriesInTwoBatches(1, Long.MAX_VALUE);
        work.entriesInNoBatch();
        work.unsealedEvents();
        for (Project project : work.projects()) {
            work.eventsInNoBatch(project);
            pieces(work, project, betweenPages);
        }
        return new Report(ended(work, hex(last), null), work.totals());
    }

    private void pieces(Verification work, Project project, Runnable betweenPages) {
        PieceVerifier.Verified verified = pieceVerifier.verify(
                project,
                difference -> work.find(new Tampering(
                        Wrong.valueOf(difference.kind().name()),
                        null,
                        null,
                        project.code(),
                        difference.event(),
                        difference.tag(),
                        difference.column())),
                betweenPages);
        work.derived(verified.pieces(), verified.olderDays());
    }

    private static String hex(SealedBatch batch) {
        return batch == null ? null : batch.hex();
    }

    private SealVerifier ended(Verification work, String head, Long project) {
        work.sealing(sealEvery.multipliedBy(PATIENCE).toSeconds());
        Long entries = project == null ? work.alone(AuditChainSql::waiting) : null;
        return work.result(head, entries, work.alone(() -> EventSealSql.waiting(project)));
    }
}
