package org.prefabtracker.shared.persistence;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Jdbi on the application's datasource, for sets and SQL. A handle joins the current transaction and its connection. */
@Singleton
class Database {

    @Produces
    @Singleton
    Jdbi jdbi(AgroalDataSource dataSource) {
        return Jdbi.create(dataSource)
                .installPlugin(new PostgresPlugin())
                .registerArrayType(BigDecimal.class, "numeric");
    }
}
