package org.prefabtracker.shared.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
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

    private static String isolation() {
        return Sql.query("show transaction_isolation").mapTo(String.class).one();
    }

    private static String transaction() {
        return Sql.query("select pg_current_xact_id()::text")
                .mapTo(String.class)
                .one();
    }
}
