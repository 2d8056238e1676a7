package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.shared.problem.Problems;

/**
 * What became of an event.
 *
 * @param project as it was sent
 * @param stage of the piece after the batch
 * @param code and {@code message}: why it was refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventOutcome(
        UUID eventId,
        String project,
        String component,
        String tag,
        Kind outcome,
        PieceStage stage,
        RefusalReason code,
        String message,
        UUID clashesWith) {

    static EventOutcome of(EventInput row, Kind kind) {
        return new EventOutcome(row.eventId(), row.project(), row.component(), row.tag(), kind, null, null, null, null);
    }

    static EventOutcome unknown(EventInput row, RefusalReason reason, String message) {
        return of(row, Kind.UNKNOWN).because(reason, message, null);
    }

    EventOutcome because(RefusalReason reason, String message, UUID clash) {
        return new EventOutcome(eventId, project, component, tag, outcome, stage, reason, message, clash);
    }

    /** With where its piece stands; one that was not made has no tag. */
    EventOutcome at(Piece piece) {
        return new EventOutcome(
                eventId,
                project,
                component,
                piece.tag() == null ? tag : piece.tag(),
                outcome,
                piece.history().stage(),
                code,
                message,
                clashesWith);
    }

    /** REPEATED: it had been applied before. UNKNOWN: the system has no such component or tag. */
    public enum Kind {
        APPLIED,
        REPEATED,
        REFUSED,
        UNKNOWN
    }

    /** The outcomes of a batch, in the order sent, and their counts. */
    public record Batch(long applied, long repeated, long refused, long unknown, List<EventOutcome> outcomes) {

        /** @throws io.quarkiverse.resteasy.problem.HttpProblem 409 where all or none were wanted and not all apply */
        static Batch of(List<EventOutcome> outcomes, boolean allOrNone) {
            Batch batch = of(outcomes);
            if (allOrNone && batch.refused + batch.unknown > 0) {
                throw Problems.builder(409, "Not every event applies, so none was stored")
                        .with("outcomes", outcomes)
                        .build();
            }
            return batch;
        }

        private static Batch of(List<EventOutcome> outcomes) {
            return new Batch(
                    count(outcomes, Kind.APPLIED),
                    count(outcomes, Kind.REPEATED),
                    count(outcomes, Kind.REFUSED),
                    count(outcomes, Kind.UNKNOWN),
                    outcomes);
        }

        private static long count(List<EventOutcome> outcomes, Kind kind) {
            return outcomes.stream()
                    .filter(outcome -> outcome.outcome() == kind)
                    .count();
        }
    }
}
