package org.prefabtracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.component.PieceStage;

/** Which events had happened by a moment. */
class HappenedByTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 5, 4);
    private static final ZoneId ZONE = ZoneOffset.UTC;

    /** The usual way, so that random histories come far. */
    private static final List<EventType> TYPES = List.of(
            EventType.RELEASE,
            EventType.STEP,
            EventType.QC_PASS,
            EventType.REWORK,
            EventType.STORE,
            EventType.SHIP,
            EventType.RECEIVE,
            EventType.RETURN,
            EventType.INSTALL,
            EventType.CONNECT,
            EventType.ACCEPT,
            EventType.REMOVE,
            EventType.HOLD,
            EventType.UNHOLD,
            EventType.WITNESS,
            EventType.VOID);

    private int arrivals;

    private HistoryEvent event(EventType type, int day, Integer minute, UUID voids) {
        arrivals++;
        LocalDate date = FIRST.plusDays(day);
        return new HistoryEvent(
                new UUID(0, arrivals),
                type,
                date.atStartOfDay(ZONE).toInstant().plusSeconds(minute == null ? 0 : minute * 60L),
                date,
                minute != null,
                date,
                arrivals,
                arrivals,
                "H-1",
                Set.of(),
                voids,
                null,
                null,
                new HistoryEvent.Reporter(1, true));
    }

    private static Instant at(int day, int minute) {
        return FIRST.plusDays(day).atStartOfDay(ZONE).toInstant().plusSeconds(minute * 60L);
    }

    private static List<EventType> types(List<HistoryEvent> events) {
        return events.stream().map(HistoryEvent::type).toList();
    }

    private static List<EventType> by(List<HistoryEvent> events, Instant moment) {
        return types(HistoryOrder.happenedBy(events, moment, ZONE, Set.of()));
    }

    @Test
    void areThoseWithATimeFromThatTimeOn() {
        List<HistoryEvent> events = List.of(event(EventType.RELEASE, 0, 60, null), event(EventType.STEP, 0, 120, null));
        assertThat(by(events, at(0, 59))).isEmpty();
        assertThat(by(events, at(0, 60))).containsExactly(EventType.RELEASE);
        assertThat(by(events, at(0, 120))).containsExactly(EventType.RELEASE, EventType.STEP);
        assertThat(by(events, null)).containsExactly(EventType.RELEASE, EventType.STEP);
    }

    @Test
    void areThoseWithoutATimeOnceTheirDayIsOver() {
        List<HistoryEvent> events = List.of(event(EventType.RELEASE, 0, null, null));
        assertThat(by(events, at(0, 23 * 60 + 59))).isEmpty();
        assertThat(by(events, at(1, 0).minusSeconds(1))).containsExactly(EventType.RELEASE);
    }

    @Test
    void areThoseWithoutATimeThatStandBeforeOneThatHadHappened() {
        List<HistoryEvent> events = List.of(
                event(EventType.RELEASE, 0, null, null),
                event(EventType.QC_PASS, 1, null, null),
                event(EventType.SHIP, 1, 600, null),
                event(EventType.RECEIVE, 1, null, null));
        assertThat(by(events, at(1, 599))).containsExactly(EventType.RELEASE);
        assertThat(by(events, at(1, 600))).containsExactly(EventType.RELEASE, EventType.QC_PASS, EventType.SHIP);
    }

    @Test
    void areNotThoseThatWereTakenBackWhenever() {
        HistoryEvent release = event(EventType.RELEASE, 0, 60, null);
        HistoryEvent step = event(EventType.STEP, 0, 120, null);
        List<HistoryEvent> events = List.of(release, step, event(EventType.VOID, 9, 0, step.id()));
        assertThat(by(events, at(3, 0))).containsExactly(EventType.RELEASE);
    }

    @Test
    void areThoseThatAreKnownFromElsewhereAndAllBeforeThem() {
        HistoryEvent exchange = event(EventType.EXCHANGE, 1, null, null);
        List<HistoryEvent> events = List.of(event(EventType.RELEASE, 1, null, null), exchange);
        assertThat(by(events, at(1, 600))).isEmpty();
        assertThat(types(HistoryOrder.happenedBy(events, at(1, 600), ZONE, Set.of(exchange.id()))))
                .containsExactly(EventType.RELEASE, EventType.EXCHANGE);
    }

    /** Whatever was reported in whatever order: what had happened by any moment is possible, and in the end it is everything. */
    @Property(tries = 300)
    void areAPossibleHistoryAtEveryMoment(@ForAll long seed) {
        List<HistoryEvent> events = reported(new Random(seed));
        List<HistoryEvent> all = HistoryOrder.happenedBy(events, null, ZONE, Set.of());
        List<HistoryEvent> before = List.of();
        for (int hour = 0; hour <= 24 * 5; hour++) {
            List<HistoryEvent> happened = HistoryOrder.happenedBy(events, at(0, hour * 60), ZONE, Set.of());
            assertThat(happened).isEqualTo(all.subList(0, happened.size()));
            assertThat(happened).hasSizeGreaterThanOrEqualTo(before.size());
            assertThat(isPossible(happened)).isTrue();
            before = happened;
        }
        assertThat(before).isEqualTo(all);
        assertThat(PieceHistory.of(all, Category.SLAB).stage())
                .isEqualTo(PieceHistory.replay(events, Category.SLAB).history().stage());
    }

    /** Random reports of four days, of which only what applied is kept. */
    private List<HistoryEvent> reported(Random random) {
        Piece piece = Piece.toBeMadeFor(new ComponentSlot(1, "C", false, true, 1, BigDecimal.ONE, 1, 1, Category.SLAB));
        for (int i = 0; i < 60; i++) {
            EventType type = i == 0 ? EventType.RELEASE : TYPES.get(random.nextInt(TYPES.size()));
            List<HistoryEvent> there = piece.events();
            boolean aboutOne = type == EventType.VOID || type == EventType.WITNESS;
            UUID about = aboutOne && !there.isEmpty()
                    ? there.get(random.nextInt(there.size())).id()
                    : null;
            if (aboutOne && about == null) {
                continue;
            }
            Integer minute = random.nextInt(3) == 0 ? null : random.nextInt(24 * 60);
            HistoryEvent event = event(type, i == 0 ? 0 : random.nextInt(4), i == 0 ? null : minute, about);
            BatchDecider.decide(List.of(piece), List.of(new BatchDecider.Report(event, List.of(piece))));
        }
        return new ArrayList<>(piece.events());
    }

    /** Told again minute by minute, so that there is no doubt about the order. */
    private static boolean isPossible(List<HistoryEvent> inOrder) {
        List<HistoryEvent> told = new ArrayList<>();
        for (HistoryEvent event : inOrder) {
            told.add(new HistoryEvent(
                    event.id(),
                    event.type(),
                    at(0, told.size()),
                    FIRST,
                    true,
                    FIRST,
                    event.arrival(),
                    event.batch(),
                    event.number(),
                    event.closes(),
                    event.about(),
                    null,
                    null,
                    new HistoryEvent.Reporter(1, true)));
        }
        return PieceHistory.replay(told, Category.SLAB).possible();
    }

    @Test
    void tellWhichEventBroughtThePieceWhereItIs() {
        HistoryEvent release = event(EventType.RELEASE, 0, 60, null);
        HistoryEvent pass = event(EventType.QC_PASS, 0, 120, null);
        HistoryEvent stored = event(EventType.STORE, 0, 180, null);
        PieceHistory history = PieceHistory.of(List.of(release, pass, stored), Category.SLAB);
        assertThat(history.stage()).isEqualTo(PieceStage.PRODUCED);
        assertThat(history.arrived()).isEqualTo(pass.id());
    }
}
