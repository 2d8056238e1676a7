package org.prefabtracker.shared.persistence;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The way to the database for sets and SQL: Jdbi on the application's datasource, joining the transaction under way. */
@Singleton
public class Database {

    @Produces
    @Singleton
    public Jdbi jdbi(AgroalDataSource dataSource, @Any Instance<JdbiPlugin> plugins) {
        Jdbi jdbi = Jdbi.create(dataSource)
                .installPlugin(new PostgresPlugin())
                .registerArrayType(BigDecimal.class, "numeric");
        plugins.forEach(jdbi::installPlugin);
        return jdbi;
    }
}
