package org.prefabtracker.share;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.share.StartedBuildings.API;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** How a share stays true while the buildings it is of change. */
@DatabaseTest
class ShareConcurrencyTest {

    @Inject
    Jdbi jdbi;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final AtomicInteger stored = new AtomicInteger();
    private volatile Runnable beforeStoring = () -> {};
    private SqlLogger before;

    /** Stops computations where they have read everything and are about to store what came of it. */
    @BeforeEach
    void listen() {
        before = jdbi.getConfig(SqlStatements.class).getSqlLogger();
        jdbi.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                if (context.getRawSql().startsWith("delete from building_change")) {
                    beforeStoring.run();
                }
                if (context.getRawSql().startsWith("insert into building_result")) {
                    stored.incrementAndGet();
                }
            }
        });
    }

    @AfterEach
    void stop() {
        jdbi.getConfig(SqlStatements.class).setSqlLogger(before);
        threads.shutdownNow();
    }

    @Test
    void aChangeThatCommitsWhileItsBuildingIsBeingComputedIsComputedInTurn() throws Exception {
        StartedBuildings buildings = new StartedBuildings("SHC1", "210102")
                .building("A", "2026-01-05", "1000", 80)
                .built();
        CountDownLatch computed = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        beforeStoring = () -> {
            if (first.getAndSet(false)) {
                computed.countDown();
                await(changed);
            }
        };
        Future<String> early = threads.submit(() -> prefabArea("21"));
        await(computed);
        buildings.slabOf("A", 60);
        changed.countDown();
        assertThat(early.get()).isEqualTo("0");
        assertThat(stored).hasValue(2);
        assertThat(prefabArea("21")).isEqualTo("0");
    }

    @Test
    void twoReadersDoNotComputeTheSameAndBothAnswerUpToDate() throws Exception {
        new StartedBuildings("SHC2", "220102")
                .building("A", "2026-01-05", "1000", 80)
                .built();
        CountDownLatch computed = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        beforeStoring = () -> {
            computed.countDown();
            await(go);
        };
        Future<String> one = threads.submit(() -> prefabArea("22"));
        await(computed);
        Future<String> other = threads.submit(() -> prefabArea("22"));
        Thread.sleep(300);
        assertThat(other.isDone()).isFalse();
        go.countDown();
        assertThat(List.of(one.get(), other.get())).containsExactly("1000", "1000");
        assertThat(stored).hasValue(1);
    }

    @Test
    void computesAgainOnlyWhatChanged() {
        StartedBuildings buildings = new StartedBuildings("SHC3", "230102");
        for (int i = 0; i < 20; i++) {
            buildings.building("B" + i, "2026-01-05", "1000", 80);
        }
        buildings.built();
        assertThat(prefabArea("23")).isEqualTo("20000");
        List<String> before = computedAt();
        assertThat(prefabArea("23")).isEqualTo("20000");
        assertThat(stored).hasValue(1);
        buildings.slabOf("B7", 60);
        assertThat(prefabArea("23")).isEqualTo("19000");
        assertThat(stored).hasValue(2);
        List<String> after = computedAt();
        after.removeAll(before);
        assertThat(after).hasSize(1);
        buildings.accepted("B8");
        assertThat(prefabArea("23")).isEqualTo("19000");
        assertThat(stored)
                .as("events of a building that is not completed change no share")
                .hasValue(2);
    }

    private List<String> computedAt() {
        return new ArrayList<>(jdbi.withHandle(
                handle -> handle.createQuery("""
                        select r.building_id || ' ' || r.computed_at from building_result r
                        join project p on p.id = r.project_id where p.code = 'SHC3'""").mapTo(String.class).list()));
    }

    @Test
    void endsWithWhatARecomputationGivesWhileEventsAndChangesArriveAndManyRead() throws Exception {
        StartedBuildings buildings = new StartedBuildings("SHC4", "460105");
        int count = 12;
        for (int i = 0; i < count; i++) {
            buildings.building("B" + i, "2026-01-05", (1000 + i) + ".5", 60 + 5 * (i % 5));
        }
        buildings.built();
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Callable<Void>> writers = new ArrayList<>();
        for (int w = 0; w < 3; w++) {
            int writer = w;
            writers.add(() -> {
                for (int i = writer; i < count; i += 3) {
                    String building = "B" + i;
                    for (int n = 0; n < 4; n++) {
                        buildings.slabOf(building, 60 + (7 * n + 5 * i) % 40);
                    }
                }
                return null;
            });
        }
        writers.add(() -> {
            for (int i = 0; i < count; i += 2) {
                buildings
                        .change("B" + i, "completionAcceptedOn", "\"2026-10-01\"")
                        .then()
                        .statusCode(200);
            }
            return null;
        });
        writers.add(() -> {
            for (int i = 0; i < count; i += 2) {
                buildings.eventually("B" + i);
            }
            return null;
        });
        List<Future<Integer>> readers = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            readers.add(threads.submit(() -> {
                int reads = 0;
                while (writing.get()) {
                    given().get(API + "/regions/46/share/tree?year=2026").then().statusCode(200);
                    reads++;
                }
                return reads;
            }));
        }
        List<Future<Void>> written = threads.invokeAll(writers);
        writing.set(false);
        for (Future<Void> one : written) {
            one.get();
        }
        for (Future<Integer> reader : readers) {
            assertThat(reader.get()).isPositive();
        }
        BigDecimal prefab = BigDecimal.ZERO;
        JsonNode design = buildings.ratings("DESIGN");
        JsonNode accepted = buildings.ratings("ACCEPTED");
        int differing = 0;
        for (int at = 0; at < count; at++) {
            int i = Integer.parseInt(
                    design.at("/items/" + at + "/building").asText().substring(1));
            JsonNode deciding = (i % 2 == 0 ? accepted : design).at("/items/" + at);
            if (deciding.at("/result/qualifies").booleanValue()) {
                prefab = prefab.add(deciding.at("/floorAreaM2").decimalValue());
                differing++;
            }
        }
        assertThat(differing).isBetween(1, count - 1);
        assertThat(new BigDecimal(prefabArea("46"))).isEqualByComparingTo(prefab);
    }

    private static String prefabArea(String region) {
        return read(API + "/regions/" + region + "/share?year=2026")
                .at("/prefabAreaM2")
                .asText();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
