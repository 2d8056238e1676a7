package org.prefabtracker.tracking;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The separation of duties in a batch of one person: who reported work on a piece does not pass or accept it, and who passed or accepted
 * it does not report afterwards what was judged. Where it goes after that may be reported by both.
 * Decided before the histories: what is refused here is not tried there. Pure.
 *
 * @param worked the ids of pieces on which the person, or one who appointed it, reported work
 * @param judged the ids of pieces that the person passed or accepted
 */
record Duties(Set<Long> worked, Set<Long> judged) {

    /** No duties are separated. */
    static final Duties NONE = new Duties(null, null);

    private static final Set<EventType> JUDGING = Set.of(EventType.QC_PASS, EventType.ACCEPT);

    /** Events that check, hold or correct are neither. */
    private static final Set<EventType> NO_WORK = Set.of(
            EventType.QC_PASS,
            EventType.QC_FAIL,
            EventType.HOLD,
            EventType.UNHOLD,
            EventType.ACCEPT,
            EventType.WITNESS,
            EventType.VOID);

    /** What a pass or an acceptance is about. */
    private static final Set<EventType> JUDGED_WORK = Set.of(
            EventType.STEP,
            EventType.REWORK,
            EventType.RECEIVE,
            EventType.INSTALL,
            EventType.CONNECT,
            EventType.EXCHANGE);

    /** The condition in SQL that an event {@code e} is work. */
    static final String IS_WORK = "e.type not in ('QC_PASS', 'QC_FAIL', 'HOLD', 'UNHOLD', 'ACCEPT', 'WITNESS', 'VOID')"
            + " and e.step is distinct from '" + ReportingPolicy.CONCEALED_CHECK + "'";

    /** The condition in SQL that an event {@code e} passes or accepts. */
    static final String JUDGES = "e.type in ('QC_PASS', 'ACCEPT')";

    static boolean judges(EventInput input) {
        return JUDGING.contains(input.type());
    }

    static boolean isWork(EventInput input) {
        return !NO_WORK.contains(input.type()) && !ReportingPolicy.CONCEALED_CHECK.equals(input.step());
    }

    private static boolean isJudgedWork(EventInput input) {
        return isWork(input) && JUDGED_WORK.contains(input.type());
    }

    /** Refuses events of a batch whose pieces are named. Of work and a pass in one batch the pass is refused. */
    void settle(List<BatchEvent> open) {
        if (worked == null) {
            return;
        }
        Set<Piece> workedNow = Collections.newSetFromMap(new IdentityHashMap<>());
        for (BatchEvent event : open) {
            if (isJudgedWork(event.input()) && event.pieces().stream().anyMatch(piece -> contains(judged, piece))) {
                event.refuse(
                        RefusalReason.NOT_ALLOWED,
                        "you passed or accepted the piece; another person reports work on it",
                        null);
            } else if (isWork(event.input())) {
                workedNow.addAll(event.pieces());
            }
        }
        for (BatchEvent event : open) {
            if (judges(event.input())
                    && event.pieces().stream()
                            .anyMatch(piece -> contains(worked, piece) || workedNow.contains(piece))) {
                event.refuse(
                        RefusalReason.NOT_ALLOWED,
                        "you, or a person who appointed you, reported work on the piece; another inspector passes or accepts it",
                        null);
            }
        }
    }

    private static boolean contains(Set<Long> ids, Piece piece) {
        return piece.isStored() && ids.contains(piece.id());
    }

    static Duties of(Set<Long> worked, Set<Long> judged) {
        return new Duties(new HashSet<>(worked), new HashSet<>(judged));
    }
}
