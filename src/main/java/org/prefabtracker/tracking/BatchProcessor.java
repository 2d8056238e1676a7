package org.prefabtracker.tracking;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Decides the events of a batch of one project: settles repeated ones, names the pieces of the others, and settles them as
 * {@link BatchDecider} decides. Pure: everything that is stored of the batch has been read before.
 */
final class BatchProcessor {

    private static final long TOLERATED_SECONDS_AHEAD = 300;

    private final PieceLocker.Locked locked;
    private final EventSerializer serializer;
    private final HistoryEvent.Reporter reporter;
    private final Instant now;
    private final Map<String, Piece> byTag;
    /** Live pieces, and those that releases of the batch may make. */
    private final Map<Long, Piece> byComponent;

    private final Set<Piece> pieces;

    private BatchProcessor(
            PieceLocker.Locked locked, EventSerializer serializer, HistoryEvent.Reporter reporter, Instant now) {
        this.locked = locked;
        this.serializer = serializer;
        this.reporter = reporter;
        this.now = now;
        this.byTag = locked.byTag();
        this.byComponent = locked.byComponent();
        this.pieces = new LinkedHashSet<>(locked.byId().values());
    }

    /**
     * Settles all events of a batch; those to be written are APPLIED afterwards.
     *
     * @param locked what the batch names
     * @param arrivals the places of the events in the order of arrival
     * @param reporter who reports the batch
     * @param duties what the reporter may not do to pieces that it did something else to
     */
    static void process(
            List<BatchEvent> batch,
            PieceLocker.Locked locked,
            long[] arrivals,
            EventSerializer serializer,
            HistoryEvent.Reporter reporter,
            Duties duties,
            Instant now) {
        BatchProcessor processor = new BatchProcessor(locked, serializer, reporter, now);
        Map<UUID, EventInput> sent = new HashMap<>();
        for (int i = 0; i < arrivals.length; i++) {
            BatchEvent event = batch.get(i);
            EventInput earlier = sent.putIfAbsent(event.input().eventId(), event.input());
            if (!processor.settleRepeated(event, earlier)) {
                HistoryEvent inHistory = processor.inHistory(event, arrivals[i], arrivals[0]);
                processor.resolve(event, inHistory);
            }
        }
        duties.settle(batch.stream().filter(BatchEvent::isOpen).toList());
        processor.decide(batch.stream().filter(BatchEvent::isOpen).toList());
    }

    private HistoryEvent inHistory(BatchEvent event, long arrival, long first) {
        return serializer.historyEvent(event.input(), arrival, first, reporter);
    }

    /** Settles an event whose id is stored or was sent before in the batch; returns false for others. */
    private boolean settleRepeated(BatchEvent event, EventInput earlier) {
        PieceLocker.StoredEvent stored = locked.events().get(event.input().eventId());
        if (stored == null && earlier == null) {
            return false;
        }
        String content = stored != null ? stored.content() : serializer.write(earlier);
        if (!serializer.isSame(event.input(), content)) {
            event.refuse(
                    RefusalReason.EVENT_ID_REUSED,
                    "another event of this id has other content",
                    event.input().eventId());
            return true;
        }
        event.settle(EventOutcome.of(event.input(), EventOutcome.Kind.REPEATED));
        if (stored != null) {
            event.concerns(locked.byId().get(stored.piece()));
        }
        return true;
    }

    /** Names the pieces of an event, or settles it where that is impossible. */
    private void resolve(BatchEvent event, HistoryEvent inHistory) {
        EventInput input = event.input();
        if (input.component() != null && !locked.slots().containsKey(input.component())) {
            event.settle(EventOutcome.unknown(input, RefusalReason.NOT_FOUND, "there is no such component"));
        } else if (input.tag() != null && !byTag.containsKey(input.tag()) && input.type() != EventType.VOID) {
            event.settle(EventOutcome.unknownTag(input));
        } else if (inHistory.at().isAfter(now.plusSeconds(TOLERATED_SECONDS_AHEAD))) {
            event.refuse(RefusalReason.IN_THE_FUTURE, "it is more than 5 minutes ahead", null);
        } else {
            switch (input.type()) {
                case VOID -> resolveVoid(event, inHistory);
                case EXCHANGE -> resolveExchange(event, inHistory);
                default -> resolveSingle(event, inHistory);
            }
        }
    }

    /** A VOID is about the pieces of the event it takes back. */
    private void resolveVoid(BatchEvent event, HistoryEvent inHistory) {
        UUID voided = event.input().voids();
        PieceLocker.StoredEvent target = locked.events().get(voided);
        if (target == null) {
            event.refuse(RefusalReason.NO_SUCH_EVENT, "there is no event " + voided, voided);
            return;
        }
        Piece piece = locked.byId().get(target.piece());
        event.resolve(
                inHistory,
                target.otherPiece() == null
                        ? List.of(piece)
                        : List.of(piece, locked.byId().get(target.otherPiece())));
    }

    private void resolveExchange(BatchEvent event, HistoryEvent inHistory) {
        EventInput input = event.input();
        boolean withComponent = locked.slots().containsKey(input.with());
        String withTag = PieceTag.normalise(input.with());
        if (!withComponent && !byTag.containsKey(withTag)) {
            boolean mistyped = withTag.length() == PieceTag.LENGTH && !PieceTag.isWellFormed(withTag);
            event.settle(
                    mistyped
                            ? EventOutcome.unknown(input, RefusalReason.MISTYPED_TAG, "with: " + PieceTag.MISTYPED)
                            : EventOutcome.unknown(
                                    input, RefusalReason.NOT_FOUND, "with: there is no such component or tag"));
            return;
        }
        String other = withComponent ? input.with() : null;
        if (isFillable(event, input.component()) && isFillable(event, other)) {
            event.resolve(inHistory, List.of(piece(input.component(), input.tag()), piece(other, withTag)));
        }
    }

    private void resolveSingle(BatchEvent event, HistoryEvent inHistory) {
        EventInput input = event.input();
        if (!isFillable(event, input.component())) {
            return;
        }
        Piece piece = piece(input.component(), input.tag());
        int count = piece.slot().count();
        if (input.netQuantity() != null && input.netQuantity().compareTo(BigDecimal.valueOf(count)) > 0) {
            event.refuse(RefusalReason.OUT_OF_RANGE, "netQuantity is at most the count of the lot, " + count, null);
        } else {
            event.resolve(inHistory, List.of(piece));
        }
    }

    /**
     * Whether a component has a live piece or one can be made for it; else the event is refused. True where the event names no
     * component.
     */
    private boolean isFillable(BatchEvent event, String component) {
        ComponentSlot slot = component == null ? null : locked.slots().get(component);
        if (slot == null || byComponent.containsKey(slot.component()) || !slot.cancelled() && slot.releasable()) {
            return true;
        }
        event.refuse(
                RefusalReason.NOT_RELEASABLE,
                slot.cancelled() ? "the component was cancelled" : "the spec revision is not released",
                null);
        return false;
    }

    /** The live piece of a component, or the one that may be made for it; without a component the piece of a tag. */
    private Piece piece(String component, String tag) {
        if (component == null) {
            return byTag.get(tag);
        }
        ComponentSlot slot = locked.slots().get(component);
        return byComponent.computeIfAbsent(slot.component(), none -> {
            Piece piece = Piece.toBeMadeFor(slot);
            pieces.add(piece);
            return piece;
        });
    }

    /** Decides the events whose pieces are named. */
    private void decide(List<BatchEvent> resolved) {
        Map<UUID, Refusal> refusals = BatchDecider.decide(
                pieces,
                resolved.stream()
                        .map(event -> new BatchDecider.Report(event.event(), event.pieces()))
                        .toList());
        for (BatchEvent event : resolved) {
            Refusal refusal = refusals.get(event.input().eventId());
            if (refusal == null) {
                event.settle(EventOutcome.of(event.input(), EventOutcome.Kind.APPLIED));
            } else {
                event.refuse(refusal.reason(), refusal.message(), refusal.clash());
            }
        }
    }
}
