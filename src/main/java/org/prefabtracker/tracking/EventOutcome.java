package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.shared.message.NoteSerializer;
import org.prefabtracker.shared.message.Term;
import org.prefabtracker.shared.problem.Problems;

/**
 * The outcome of an event that was sent.
 *
 * @param project as it was sent
 * @param stage of the piece after the batch
 * @param code why it was refused or is unknown; {@code message} says it in words
 * @param clashesWith the event in the history that it contradicts
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
        @JsonSerialize(using = NoteSerializer.class) String message,
        UUID clashesWith) {

    static EventOutcome of(EventInput input, Kind kind) {
        return new EventOutcome(
                input.eventId(), input.project(), input.component(), input.tag(), kind, null, null, null, null);
    }

    static EventOutcome unknown(EventInput input, RefusalReason reason, String message) {
        return of(input, Kind.UNKNOWN).because(reason, message, null);
    }

    /** The outcome of an event whose tag no piece has; the check character distinguishes a mistyped tag from an unknown one. */
    static EventOutcome unknownTag(EventInput input) {
        return PieceTag.isWellFormed(input.tag())
                ? unknown(input, RefusalReason.NOT_FOUND, "there is no such tag")
                : unknown(input, RefusalReason.MISTYPED_TAG, PieceTag.MISTYPED);
    }

    EventOutcome because(RefusalReason reason, String message, UUID clash) {
        return new EventOutcome(eventId, project, component, tag, outcome, stage, reason, message, clash);
    }

    /** Adds the tag and the stage of the piece; a piece that was not made has no tag. */
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

    /**
     * The outcome where all or none shall apply and none does. What the other events of the batch would have made of the piece was
     * not stored.
     */
    private EventOutcome withoutTheBatch() {
        return new EventOutcome(
                eventId,
                project,
                component,
                component == null ? tag : null,
                outcome == Kind.APPLIED ? Kind.NOT_APPLIED : outcome,
                null,
                code,
                message,
                clashesWith);
    }

    /**
     * REPEATED: it was applied before. UNKNOWN: the project has no such component or tag. NOT_APPLIED: it would have been applied,
     * but all or none were to apply, and another was not.
     */
    @Schema(name = "EventOutcomeKind")
    public enum Kind implements Term {
        APPLIED("已应用"),
        REPEATED("重复"),
        REFUSED("被拒绝"),
        UNKNOWN("未知"),
        NOT_APPLIED("未应用");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        @Override
        public String zh() {
            return zh;
        }
    }

    /** The outcomes of a batch, in the order sent, and their counts. */
    @Schema(name = "EventBatchOutcome")
    public record Batch(long applied, long repeated, long refused, long unknown, List<EventOutcome> outcomes) {

        /** @throws io.quarkiverse.resteasy.problem.HttpProblem 409 with the outcomes, if all or none shall apply and not all do */
        static Batch of(List<EventOutcome> outcomes, boolean allOrNone) {
            Batch batch = of(outcomes);
            if (allOrNone && batch.refused + batch.unknown > 0) {
                throw Problems.builder(409, "Not every event applies, so none was stored")
                        .with(
                                "outcomes",
                                outcomes.stream()
                                        .map(EventOutcome::withoutTheBatch)
                                        .toList())
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
