package org.prefabtracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.component.PieceStage;

class PieceHistoryTest {

    /** Where each event leads from each stage; a dash where it is refused. Columns as in the first line. */
    private static final String MATRIX = """
            stage         RELEASE  STEP          SEND_OUT      TAKE_BACK     QC_FAIL       HOLD          UNHOLD QC_PASS  REWORK        STORE         SHIP    RECEIVE   RETURN   EXCHANGE      INSTALL   CONNECT   ACCEPT   REMOVE    SCRAP    WITNESS
            DESIGNED      RELEASED -             -             -             -             -             -      -        -             -             -       -         -        -             -         -         -        -         -        -
            RELEASED      -        IN_PRODUCTION -             -             RELEASED      RELEASED      -      PRODUCED -             -             -       -         -        RELEASED      -         -         -        -         SCRAPPED -
            IN_PRODUCTION -        IN_PRODUCTION IN_PRODUCTION IN_PRODUCTION IN_PRODUCTION IN_PRODUCTION -      PRODUCED -             IN_PRODUCTION -       -         -        IN_PRODUCTION -         -         -        -         SCRAPPED -
            PRODUCED      -        -             PRODUCED      PRODUCED      PRODUCED      PRODUCED      -      PRODUCED IN_PRODUCTION PRODUCED      SHIPPED -         -        PRODUCED      -         -         -        -         SCRAPPED -
            SHIPPED       -        -             -             -             SHIPPED       SHIPPED       -      -        -             SHIPPED       -       DELIVERED PRODUCED SHIPPED       -         -         -        -         SCRAPPED -
            DELIVERED     -        -             -             -             DELIVERED     DELIVERED     -      DELIVERED -            DELIVERED     -       -         PRODUCED DELIVERED     INSTALLED -         -        -         SCRAPPED -
            INSTALLED     -        -             -             -             INSTALLED     INSTALLED     -      -        -             -             -       -         -        -             -         INSTALLED ACCEPTED DELIVERED SCRAPPED -
            ACCEPTED      -        -             -             -             ACCEPTED      ACCEPTED      -      -        -             -             -       -         -        -             -         ACCEPTED  -        DELIVERED SCRAPPED -
            SCRAPPED      -        -             -             -             -             -             -      -        -             -             -       -         -        -             -         -         -        -         -        -
            """;

    private static final Map<PieceStage, List<EventType>> WAY_TO = new LinkedHashMap<>();

    static {
        List<EventType> way = List.of(
                EventType.RELEASE,
                EventType.STEP,
                EventType.QC_PASS,
                EventType.SHIP,
                EventType.RECEIVE,
                EventType.INSTALL,
                EventType.ACCEPT);
        for (int i = 0; i <= way.size(); i++) {
            WAY_TO.put(PieceStage.values()[i], way.subList(0, i));
        }
        WAY_TO.put(PieceStage.SCRAPPED, List.of(EventType.RELEASE, EventType.SCRAP));
    }

    private static final HistoryEvent.Reporter FACTORY = new HistoryEvent.Reporter(7, false);
    private static final HistoryEvent.Reporter SUPERVISOR = new HistoryEvent.Reporter(8, false);
    private static final HistoryEvent.Reporter OPERATOR = new HistoryEvent.Reporter(9, true);

    private int arrivals;

    static Stream<String[]> transitions() {
        String[] lines = MATRIX.strip().split("\\R");
        String[] types = lines[0].trim().split("\\s+");
        return Arrays.stream(lines)
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .flatMap(cells -> Stream.iterate(1, i -> i < cells.length, i -> i + 1)
                        .map(i -> new String[] {cells[0], types[i], cells[i]}));
    }

    @ParameterizedTest(name = "{0} and {1} gives {2}")
    @MethodSource("transitions")
    void everyEventAtEveryStageLeadsWhereTheDomainSays(String stage, String type, String expected) {
        List<HistoryEvent> events = new ArrayList<>();
        WAY_TO.get(PieceStage.valueOf(stage)).forEach(step -> events.add(timed(step)));
        events.add(timed(EventType.valueOf(type)));
        PieceHistory.Replay replay = PieceHistory.replay(events, Category.PARTITION_PANEL);
        assertThat(replay.possible() ? replay.history().stage().name() : "-").isEqualTo(expected);
    }

    @Test
    void theMatrixNamesEveryStageAndEveryEventButTheCorrection() {
        assertThat(transitions().count()).isEqualTo(PieceStage.values().length * (EventType.values().length - 1L));
    }

    @Test
    void aHeldPieceNeverLeavesTheFactoryUntilTheHoldIsClosed() {
        List<HistoryEvent> events = produced();
        events.add(hold("NC-1"));
        HistoryEvent ship = timed(EventType.SHIP);
        events.add(ship);
        Refusal refusal = PieceHistory.replay(events, Category.SLAB).refusal();
        assertThat(refusal.event()).isEqualTo(ship.id());
        assertThat(refusal.message()).isEqualTo("hold NC-1 is open");
        events.remove(ship);
        events.add(event(EventType.QC_PASS, true, null, Set.of("NC-1"), null));
        events.add(timed(EventType.SHIP));
        assertThat(PieceHistory.replay(events, Category.SLAB).history().stage()).isEqualTo(PieceStage.SHIPPED);
    }

    @Test
    void aHoldIsLiftedOnlyByTheOrganisationThatSetItUnlessOneLiftsAny() {
        List<HistoryEvent> events = produced();
        events.add(by(SUPERVISOR, hold("NC-1")));
        for (HistoryEvent lifting : List.of(
                by(FACTORY, event(EventType.UNHOLD, true, "NC-1", Set.of(), null)),
                by(FACTORY, event(EventType.QC_PASS, true, null, Set.of("NC-1"), null)))) {
            Refusal refusal = decide(piece(events), lifting).get(lifting.id());
            assertThat(refusal.reason()).isEqualTo(RefusalReason.NOT_ALLOWED);
            assertThat(refusal.message()).isEqualTo("hold NC-1 was set by another organisation");
        }
        HistoryEvent own = by(SUPERVISOR, event(EventType.UNHOLD, true, "NC-1", Set.of(), null));
        HistoryEvent any = by(OPERATOR, event(EventType.UNHOLD, true, "NC-1", Set.of(), null));
        assertThat(decide(piece(events), own)).isEmpty();
        assertThat(decide(piece(events), any)).isEmpty();
    }

    @Test
    void settingTheNumberOfAHoldAgainGivesNobodyTheHold() {
        List<HistoryEvent> events = produced();
        HistoryEvent early = by(FACTORY, hold("NC-1"));
        events.add(by(SUPERVISOR, hold("NC-1")));
        events.add(by(FACTORY, hold("NC-1")));
        events.add(early);
        HistoryEvent unhold = by(FACTORY, event(EventType.UNHOLD, true, "NC-1", Set.of(), null));
        assertThat(decide(piece(events), unhold).get(unhold.id()).reason()).isEqualTo(RefusalReason.NOT_ALLOWED);
        HistoryEvent any = by(OPERATOR, event(EventType.UNHOLD, true, "NC-1", Set.of(), null));
        Piece piece = piece(events);
        assertThat(decide(piece, any)).isEmpty();
        assertThat(piece.history().holds()).isEmpty();
    }

    @Test
    void aHoldThatBecomesKnownAfterAnEarlierOneOfItsNumberWasLiftedStaysOpen() {
        HistoryEvent late = by(SUPERVISOR, hold("NC-1"));
        List<HistoryEvent> events = produced();
        events.add(by(FACTORY, hold("NC-1")));
        HistoryEvent lifted = event(EventType.UNHOLD, true, "NC-1", Set.of(), null);
        events.add(by(new HistoryEvent.Reporter(FACTORY.organisation(), true), lifted));
        arrivals = 100;
        events.add(new HistoryEvent(
                late.id(),
                late.type(),
                lifted.at().minusSeconds(1),
                late.day(),
                true,
                late.localDate(),
                100,
                100,
                "NC-1",
                Set.of(),
                null,
                null,
                null,
                SUPERVISOR));
        assertThat(PieceHistory.replay(events, Category.SLAB).history().holds()).containsExactly("NC-1");
    }

    @Test
    void aPieceInProductionIsReworkedAfterItFailedAnInspectionUntilItPasses() {
        List<HistoryEvent> events = new ArrayList<>();
        WAY_TO.get(PieceStage.IN_PRODUCTION).forEach(step -> events.add(timed(step)));
        HistoryEvent rework = timed(EventType.REWORK);
        assertThat(decide(piece(events), rework).get(rework.id()).message())
                .isEqualTo("not possible for a piece that is IN_PRODUCTION and failed no inspection");
        events.add(event(EventType.QC_FAIL, true, "NC-1", Set.of(), null));
        events.add(timed(EventType.REWORK));
        Piece piece = piece(events);
        assertThat(decide(piece, timed(EventType.REWORK))).isEmpty();
        assertThat(piece.history().stage()).isEqualTo(PieceStage.IN_PRODUCTION);
        assertThat(piece.history().holds()).containsExactly("NC-1");
        events.add(event(EventType.QC_PASS, true, null, Set.of("NC-1"), null));
        events.add(timed(EventType.REWORK));
        rework = timed(EventType.REWORK);
        assertThat(decide(piece(events), rework)).containsOnlyKeys(rework.id());
    }

    @Test
    void aHoldThatBecomesKnownLateUnmakesNothingAndStopsWhatComesAfter() {
        List<HistoryEvent> events = produced();
        HistoryEvent late = hold("NC-2");
        events.add(timed(EventType.SHIP));
        events.add(timed(EventType.RECEIVE));
        HistoryEvent known = new HistoryEvent(
                late.id(),
                late.type(),
                late.at(),
                late.day(),
                true,
                late.localDate(),
                100,
                100,
                "NC-2",
                Set.of(),
                null,
                null,
                null,
                new HistoryEvent.Reporter(1, true));
        events.add(known);
        PieceHistory history = PieceHistory.replay(events, Category.SLAB).history();
        assertThat(history.stage()).isEqualTo(PieceStage.DELIVERED);
        assertThat(history.holds()).containsExactly("NC-2");
        arrivals = 200;
        events.add(timed(EventType.INSTALL));
        assertThat(PieceHistory.replay(events, Category.SLAB).refusal().reason())
                .isEqualTo(RefusalReason.ON_HOLD);
    }

    @Test
    void aPartOfTheMainStructureIsNotAcceptedBeforeItWasConnected() {
        List<HistoryEvent> events = new ArrayList<>();
        WAY_TO.get(PieceStage.INSTALLED).forEach(step -> events.add(timed(step)));
        HistoryEvent accept = timed(EventType.ACCEPT);
        events.add(accept);
        assertThat(PieceHistory.replay(events, Category.SLAB).possible()).isFalse();
        events.remove(accept);
        events.add(timed(EventType.CONNECT));
        events.add(timed(EventType.ACCEPT));
        assertThat(PieceHistory.replay(events, Category.SLAB).history().stage()).isEqualTo(PieceStage.ACCEPTED);
    }

    @Test
    void eventsOfOneDayWithoutATimeFollowTheLifeCycleAroundThoseWithOne() {
        List<HistoryEvent> events = new ArrayList<>(List.of(
                dayOnly(EventType.SHIP),
                dayOnly(EventType.QC_PASS),
                dayOnly(EventType.RELEASE),
                timed(EventType.STEP)));
        assertThat(HistoryOrder.ordered(events))
                .extracting(HistoryEvent::type)
                .containsExactly(EventType.RELEASE, EventType.STEP, EventType.QC_PASS, EventType.SHIP);
    }

    @Test
    void whatIsWitnessedHappenedBeforeAndIsTakenBackNoMore() {
        List<HistoryEvent> stored = produced();
        HistoryEvent ship = timed(EventType.SHIP);
        HistoryEvent early = event(EventType.WITNESS, true, null, Set.of(), UUID.randomUUID());
        HistoryEvent receive = timed(EventType.RECEIVE);
        stored.addAll(List.of(ship, receive));
        HistoryEvent ofShipping = event(EventType.WITNESS, true, null, Set.of(), ship.id());
        HistoryEvent witness = event(EventType.WITNESS, true, null, Set.of(), receive.id());
        Piece piece = piece(stored);
        assertThat(decide(piece, early, ofShipping, witness)).containsOnlyKeys(early.id(), ofShipping.id());
        assertThat(piece.history().stage()).isEqualTo(PieceStage.DELIVERED);
        HistoryEvent correction = event(EventType.VOID, true, null, Set.of(), receive.id());
        assertThat(decide(piece, correction).get(correction.id()).clash()).isEqualTo(witness.id());
        HistoryEvent unsigned = event(EventType.VOID, true, null, Set.of(), witness.id());
        assertThat(decide(piece, correction, unsigned)).isEmpty();
        assertThat(piece.history().stage()).isEqualTo(PieceStage.SHIPPED);
    }

    @Test
    void aWitnessOfADayStandsAfterWhatHappenedOnThatDay() {
        List<HistoryEvent> stored = produced();
        stored.add(dayOnly(EventType.SHIP));
        HistoryEvent receive = dayOnly(EventType.RECEIVE);
        stored.add(event(EventType.WITNESS, false, null, Set.of(), receive.id()));
        stored.add(receive);
        assertThat(PieceHistory.replay(stored, Category.SLAB).history().stage()).isEqualTo(PieceStage.DELIVERED);
    }

    @Test
    void theOrderOfArrivalDoesNotMatterToWhatTimedEventsAmountTo() {
        List<HistoryEvent> events = new ArrayList<>();
        WAY_TO.get(PieceStage.INSTALLED).forEach(step -> events.add(timed(step)));
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(events, new Random(seed));
            assertThat(PieceHistory.replay(events, Category.SLAB).history().stage())
                    .isEqualTo(PieceStage.INSTALLED);
        }
    }

    @Test
    void aCorrectionIsRefusedWhileALaterEventRestsOnItUnlessThatOneIsTakenBackToo() {
        List<HistoryEvent> stored = produced();
        HistoryEvent ship = timed(EventType.SHIP);
        HistoryEvent receive = timed(EventType.RECEIVE);
        stored.addAll(List.of(ship, receive));
        HistoryEvent voidShip = event(EventType.VOID, true, null, Set.of(), ship.id());
        HistoryEvent voidReceive = event(EventType.VOID, true, null, Set.of(), receive.id());
        Piece piece = piece(stored);
        assertThat(decide(piece, voidShip).get(voidShip.id()).clash()).isEqualTo(receive.id());
        assertThat(piece.history().stage()).isEqualTo(PieceStage.DELIVERED);
        piece = piece(stored);
        assertThat(decide(piece, voidShip, voidReceive)).isEmpty();
        assertThat(piece.history().stage()).isEqualTo(PieceStage.PRODUCED);
    }

    @Test
    void aCorrectionIsNeitherTakenBackNorMadeTwice() {
        List<HistoryEvent> stored = produced();
        HistoryEvent ship = timed(EventType.SHIP);
        HistoryEvent voidShip = event(EventType.VOID, true, null, Set.of(), ship.id());
        stored.addAll(List.of(ship, voidShip));
        HistoryEvent twice = event(EventType.VOID, true, null, Set.of(), ship.id());
        HistoryEvent ofVoid = event(EventType.VOID, true, null, Set.of(), voidShip.id());
        Map<UUID, Refusal> refused = decide(piece(stored), twice, ofVoid);
        assertThat(refused.get(twice.id()).message()).isEqualTo("event " + ship.id() + " is voided already");
        assertThat(refused.get(ofVoid.id()).reason()).isEqualTo(RefusalReason.NOT_VOIDABLE);
    }

    @Test
    void oneImpossibleEventOfABatchDoesNotTakeTheOthersWithIt() {
        Piece piece = piece(produced());
        HistoryEvent ship = timed(EventType.SHIP);
        HistoryEvent accept = timed(EventType.ACCEPT);
        assertThat(decide(piece, accept, ship)).containsOnlyKeys(accept.id());
        assertThat(piece.history().stage()).isEqualTo(PieceStage.SHIPPED);
    }

    private static Map<UUID, Refusal> decide(Piece piece, HistoryEvent... events) {
        return BatchDecider.decide(
                List.of(piece),
                Arrays.stream(events)
                        .map(event -> new BatchDecider.Report(event, List.of(piece)))
                        .toList());
    }

    private static Piece piece(List<HistoryEvent> stored) {
        Piece piece = Piece.toBeMadeFor(new ComponentSlot(1, "C", false, true, 1, BigDecimal.ONE, 1, 1, Category.SLAB));
        piece.events().addAll(stored);
        return piece;
    }

    private List<HistoryEvent> produced() {
        List<HistoryEvent> events = new ArrayList<>();
        WAY_TO.get(PieceStage.PRODUCED).forEach(step -> events.add(timed(step)));
        return events;
    }

    private static HistoryEvent by(HistoryEvent.Reporter reporter, HistoryEvent event) {
        return new HistoryEvent(
                event.id(),
                event.type(),
                event.at(),
                event.day(),
                event.timed(),
                event.localDate(),
                event.arrival(),
                event.batch(),
                event.number(),
                event.closes(),
                event.about(),
                event.netQuantity(),
                event.place(),
                reporter);
    }

    private HistoryEvent hold(String number) {
        return event(EventType.HOLD, true, number, Set.of(), null);
    }

    private HistoryEvent timed(EventType type) {
        return event(type, true, "N-" + arrivals, Set.of(), null);
    }

    private HistoryEvent dayOnly(EventType type) {
        return event(type, false, null, Set.of(), null);
    }

    /** Each event a minute after the one before it, as it arrives. */
    private HistoryEvent event(EventType type, boolean timed, String number, Set<String> closes, UUID voids) {
        arrivals++;
        LocalDate day = LocalDate.of(2026, 5, 4);
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(timed ? arrivals * 60L : 0);
        return new HistoryEvent(
                UUID.randomUUID(),
                type,
                at,
                day,
                timed,
                day,
                arrivals,
                arrivals,
                number,
                closes,
                voids,
                (BigDecimal) null,
                null,
                new HistoryEvent.Reporter(1, true));
    }
}
