package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.access.Organisation;
import org.prefabtracker.shared.persistence.CopyWriter;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

@DatabaseTest
class StatementLogTest {

    @Inject
    StatementLog statements;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void listen() {
        statements.start();
    }

    @AfterEach
    void stop() {
        statements.stop();
    }

    @Test
    void hearsEntitiesJdbiPlainJdbcAndCopy() throws SQLException {
        Transactions.read(() -> {
            Organisation.count();
            Sql.execute("create temporary table heard (word text) on commit drop");
            CopyWriter.into("heard", "word", copy -> copy.row("x"));
        });
        assertThat(statements.all())
                .satisfiesExactly(
                        settings -> assertThat(settings).startsWith("set local app.project"),
                        entity -> assertThat(entity).contains("count(*)").contains("organisation"),
                        jdbi -> assertThat(jdbi).startsWith("create temporary table heard"),
                        copy -> assertThat(copy).startsWith("copy heard"));
        statements.clear();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
        assertThat(statements.all()).contains("select 1");
    }

    @Test
    void hearsRequestsAndNoOtherThread() {
        RestAssured.given().get("/api/v1/regions/CN").then().statusCode(200);
        assertThat(statements.all()).anyMatch(statement -> statement.contains("region"));
        statements.clear();
        CompletableFuture.runAsync(() -> Transactions.read(() -> Sql.execute("set local work_mem = '4MB'")))
                .join();
        assertThat(statements.all()).isEmpty();
    }
}
