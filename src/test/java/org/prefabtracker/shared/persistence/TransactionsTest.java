package org.prefabtracker.shared.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class TransactionsTest {

    @Test
    void aSnapshotMayBeTheFirstTransactionOfAConnection() {
        // each holds a connection, more than the pool has ready
        assertThat(snapshotsWithin(10)).hasSize(10).containsOnly("repeatable read");
    }

    private static List<String> snapshotsWithin(int depth) {
        return depth == 0
                ? new ArrayList<>()
                : Transactions.inSnapshot(() -> {
                    List<String> inner = snapshotsWithin(depth - 1);
                    inner.add(isolation());
                    return inner;
                });
    }

    @Test
    void anInnerReadSeesTheTransactionAroundIt() {
        assertThat(Transactions.inSnapshot(() -> Transactions.read(TransactionsTest::isolation)))
                .isEqualTo("repeatable read");
    }

    @Test
    void aWriteWithinATransactionHasATransactionOfItsOwn() {
        String[] inner = new String[2];
        String outer = Transactions.read(() -> {
            inner[0] = Transactions.write(TransactionsTest::transaction);
            inner[1] = transaction();
            return transaction();
        });

        assertThat(inner[1]).isEqualTo(outer);
        assertThat(inner[0]).isNotEqualTo(outer);
    }

    @Test
    void nothingStaysOfARehearsal() {
        Transactions.read(() -> {
            Sql.execute("create temp table rehearsed (id int)");
            Transactions.rehearse(() -> Sql.execute("insert into rehearsed values (1)"));
            assertThat(Sql.query("select count(*) from rehearsed")
                            .mapTo(Integer.class)
                            .one())
                    .isZero();
            Sql.execute("drop table rehearsed");
        });
    }

    @Test
    void aStatementOutsideOfATransactionIsRefused() {
        assertThatThrownBy(() -> Sql.query("select 1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs a transaction");
    }

    @Test
    void statementsOfCallsAreLimitedAndThoseOfLongWorkHalfAnHour() {
        assertThat(Transactions.read(TransactionsTest::limit)).isEqualTo("20s");
        assertThat(Transactions.write(TransactionsTest::limit)).isEqualTo("20s");
        assertThat(Transactions.longWrite(
                        () -> limit() + " " + Transactions.write(TransactionsTest::limit) + " " + limit()))
                .isEqualTo("30min 20s 30min");
        // the work of the application, which no call waits for
        assertThat(CompletableFuture.supplyAsync(() -> Transactions.read(TransactionsTest::limit))
                        .join())
                .isEqualTo("0");
    }

    @Test
    void plansEachStatementForItsValues() {
        assertThat(Transactions.read(() ->
                        Sql.query("show plan_cache_mode").mapTo(String.class).one()))
                .isEqualTo("force_custom_plan");
    }

    @Test
    void longWorkLeavesConnectionsForCalls() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Boolean>> eight = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> Transactions.longWrite(() -> awaited(end))))
                    .toList();
            assertThatThrownBy(() -> {
                        while (true) {
                            Transactions.inSnapshot(() -> 0);
                        }
                    })
                    .satisfies(e -> assertThat(Transactions.sqlState(e)).isEqualTo("53300"));
            assertThat(Transactions.write(() -> 1)).isEqualTo(1);
            end.countDown();
            for (Future<Boolean> one : eight) {
                assertThat(one.get()).isTrue();
            }
            assertThat(Transactions.inSnapshot(() -> 1)).isEqualTo(1);
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }

    private static boolean awaited(CountDownLatch end) {
        try {
            return end.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static String limit() {
        return Sql.query("show statement_timeout").mapTo(String.class).one();
    }

    private static String isolation() {
        return Sql.query("show transaction_isolation").mapTo(String.class).one();
    }

    private static String transaction() {
        return Sql.query("select pg_current_xact_id()::text")
                .mapTo(String.class)
                .one();
    }
}
