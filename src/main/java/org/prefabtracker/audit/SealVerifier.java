package org.prefabtracker.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The result of verifying the audit log, the events and the pieces. {@link RecordVerifier} makes it.
 *
 * @param intact whether nothing is found and sealing is alive
 * @param batches the number of verified batches
 * @param entries the number of their entries; null where only a project is verified, and so are {@code unsealed} and {@code head}
 * @param events the number of events whose hashes were compared
 * @param pieces the number of pieces that were derived again; null where none was
 * @param olderDays the number of days of pieces that are the date at the place of the event, as an older rule had it, and not the day
 *     in the time zone of the system; the next event of a piece replaces them
 * @param unsealed the number of entries that are not sealed yet, and {@code unsealedEvents} the number of events
 * @param head the digest of the last verified batch
 * @param findings the first findings; {@code totalFindings} counts all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditVerification")
public record SealVerifier(
        boolean intact,
        long batches,
        Long entries,
        long events,
        Long pieces,
        Long olderDays,
        Long unsealed,
        long unsealedEvents,
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
        /** An event differs from what was sealed. */
        CHANGED_EVENT,
        /** A sealed event does not exist. */
        REMOVED_EVENT,
        /** An event is in no batch and does not wait for one: it was inserted from outside. */
        EVENT_IN_NO_BATCH,
        /** The hashes that are stored with events differ from what was sealed. */
        CHANGED_SEAL,
        /** The hashes that were stored with sealed events do not exist. */
        REMOVED_SEAL,
        /** A column of a piece differs from what its events lead to. */
        CHANGED_PIECE,
        /** A piece has no RELEASE: it was inserted from outside. */
        PIECE_WITHOUT_RELEASE,
        /** An event is impossible in the history of its piece, or cannot be read: it was inserted or changed from outside. */
        IMPOSSIBLE_EVENT,
        /** The counter of a project's tags differs from the number of its pieces. */
        CHANGED_TAG_COUNTER,
        /** The digest of a batch does not match its content and the batch before. */
        BROKEN_CHAIN,
        /** The numbers of batches have a gap. */
        REMOVED_BATCH,
        /** No batch has the digest that was kept elsewhere: the end was removed, or everything was sealed again. */
        HEAD_NOT_FOUND,
        /** Entries or events have been waiting for their batch for too long. */
        SEALING_STOPPED
    }

    /**
     * A finding.
     *
     * @param batch the number of the sealed batch
     * @param entry the id of the entry
     * @param project the code of the project
     * @param tag the tag of the piece
     * @param column the column of the piece
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tampering(
            Wrong kind, Long batch, Long entry, String project, UUID eventId, String tag, String column) {

        static Tampering of(Wrong kind, Long batch, Long entry) {
            return new Tampering(kind, batch, entry, null, null, null, null);
        }

        static Tampering ofEvent(Wrong kind, Long batch, String project, UUID event) {
            return new Tampering(kind, batch, null, project, event, null, null);
        }
    }
}
