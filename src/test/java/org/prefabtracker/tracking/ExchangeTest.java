package org.prefabtracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.component.PieceStage;

class ExchangeTest {

    private static final EventType[] RELEASED = {EventType.RELEASE};
    private static final EventType[] INSTALLED = {
        EventType.RELEASE, EventType.QC_PASS, EventType.SHIP, EventType.RECEIVE, EventType.INSTALL
    };

    private int minutes;
    private final List<Piece> pieces = new ArrayList<>();

    @Test
    void twoPiecesSwapTheirComponents() {
        Piece a = piece(1, RELEASED);
        Piece b = piece(2, RELEASED);
        assertThat(decide(exchange(a, b))).isEmpty();
        assertThat(components()).containsExactly(2L, 1L);
    }

    @Test
    void isRefusedWhereEitherPieceIsInstalledUnlessItHappenedBefore() {
        Piece a = piece(1, RELEASED);
        int before = minutes;
        Piece b = piece(2, INSTALLED);
        BatchDecider.Report late = exchange(a, b);
        assertThat(decide(late).get(late.event().id()).reason()).isEqualTo(RefusalReason.WRONG_STAGE);
        minutes = before + 1;
        assertThat(decide(exchange(a, b))).isEmpty();
        assertThat(components()).containsExactly(2L, 1L);
        assertThat(b.history().stage()).isEqualTo(PieceStage.INSTALLED);
    }

    @Test
    void isRefusedOfPiecesThatAreNotAlikeOrOne() {
        Piece a = piece(1, RELEASED);
        Piece longer = piece(slot(2, "6.5"), RELEASED);
        BatchDecider.Report unlike = exchange(a, longer);
        BatchDecider.Report itself = exchange(a, a);
        Map<UUID, Refusal> refused = decide(unlike, itself);
        assertThat(refused.get(unlike.event().id()).reason()).isEqualTo(RefusalReason.NOT_ALIKE);
        assertThat(refused.get(itself.event().id()).message()).isEqualTo("a piece cannot be exchanged with itself");
        assertThat(components()).containsExactly(1L, 2L);
    }

    @Test
    void goesAroundAndIsTakenBackOnlyFromItsEnd() {
        Piece a = piece(1, RELEASED);
        Piece b = piece(2, RELEASED);
        Piece c = piece(3, RELEASED);
        BatchDecider.Report first = exchange(a, b);
        BatchDecider.Report second = exchange(b, c);
        assertThat(decide(first, second)).isEmpty();
        assertThat(components()).containsExactly(2L, 3L, 1L);
        BatchDecider.Report voidFirst = voiding(first);
        Refusal refusal = decide(voidFirst).get(voidFirst.event().id());
        assertThat(refusal.reason()).isEqualTo(RefusalReason.LATER_EXCHANGE);
        assertThat(refusal.clash()).isEqualTo(second.event().id());
        assertThat(decide(voidFirst, voiding(second))).isEmpty();
        assertThat(components()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void doesNotGoBeforeALaterOneOfEitherPiece() {
        Piece a = piece(1, RELEASED);
        Piece b = piece(2, RELEASED);
        Piece c = piece(3, RELEASED);
        int before = minutes;
        minutes += 10;
        assertThat(decide(exchange(b, c))).isEmpty();
        minutes = before;
        BatchDecider.Report earlier = exchange(a, b);
        assertThat(decide(earlier).get(earlier.event().id()).reason()).isEqualTo(RefusalReason.LATER_EXCHANGE);
        assertThat(components()).containsExactly(1L, 3L, 2L);
    }

    @Test
    void isNotTakenBackWhereTheComponentHasGotAnotherPiece() {
        Piece a = piece(1, RELEASED);
        Piece b = piece(2, RELEASED);
        BatchDecider.Report exchange = exchange(a, b);
        assertThat(decide(exchange)).isEmpty();
        assertThat(decide(new BatchDecider.Report(happened(EventType.SCRAP, null), List.of(a))))
                .isEmpty();
        Piece next = Piece.toBeMadeFor(a.slot());
        pieces.add(next);
        assertThat(decide(new BatchDecider.Report(happened(EventType.RELEASE, null), List.of(next))))
                .isEmpty();
        // b would have to go where the new piece is
        BatchDecider.Report voiding = voiding(exchange);
        Refusal refusal = decide(voiding).get(voiding.event().id());
        assertThat(refusal.event()).isEqualTo(voiding.event().id());
        assertThat(components()).containsExactly(2L, 1L, 2L);
    }

    @Test
    void aScrappedPieceDoesNotComeBackToAComponentThatAnotherFills() {
        Piece a = piece(1, RELEASED);
        BatchDecider.Report scrap = new BatchDecider.Report(happened(EventType.SCRAP, null), List.of(a));
        assertThat(decide(scrap)).isEmpty();
        Piece stored = new Piece(1L, "T1", false, 7, 1, Category.SLAB, slot(1, "1"));
        stored.events().addAll(a.events());
        Piece successor = piece(1, RELEASED);
        BatchDecider.Report voiding =
                new BatchDecider.Report(happened(EventType.VOID, scrap.event().id()), List.of(stored));
        Refusal refusal = BatchDecider.decide(List.of(stored, successor), List.of(voiding))
                .get(voiding.event().id());
        assertThat(refusal.message()).isEqualTo("component C1 is filled by piece T1");
    }

    private Map<UUID, Refusal> decide(BatchDecider.Report... reports) {
        return BatchDecider.decide(pieces, List.of(reports));
    }

    private List<Long> components() {
        return pieces.stream().map(piece -> piece.slot().component()).toList();
    }

    private BatchDecider.Report exchange(Piece one, Piece other) {
        return new BatchDecider.Report(happened(EventType.EXCHANGE, null), List.of(one, other));
    }

    private BatchDecider.Report voiding(BatchDecider.Report report) {
        return new BatchDecider.Report(happened(EventType.VOID, report.event().id()), report.pieces());
    }

    private Piece piece(long component, EventType... types) {
        return piece(slot(component, "1"), types);
    }

    private Piece piece(ComponentSlot slot, EventType... types) {
        Piece piece = new Piece(slot.component(), "T" + slot.component(), true, 7, 1, Category.SLAB, slot);
        for (EventType type : types) {
            piece.events().add(happened(type, null));
        }
        pieces.add(piece);
        return piece;
    }

    private static ComponentSlot slot(long component, String amount) {
        return new ComponentSlot(
                component, "C" + component, false, true, 1, new BigDecimal(amount), 7, 1, Category.SLAB);
    }

    private HistoryEvent happened(EventType type, UUID voids) {
        minutes++;
        LocalDate day = LocalDate.of(2026, 5, 4);
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(minutes * 60L);
        return new HistoryEvent(
                UUID.randomUUID(),
                type,
                at,
                day,
                true,
                day,
                minutes,
                minutes,
                null,
                Set.of(),
                voids,
                null,
                null,
                new HistoryEvent.Reporter(1, true));
    }
}
