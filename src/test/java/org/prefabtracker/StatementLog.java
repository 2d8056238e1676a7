package org.prefabtracker;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements that entities and Jdbi execute while it listens. */
@ApplicationScoped
@Default
@PersistenceUnitExtension
public class StatementLog implements StatementInspector {

    @Inject
    Instance<Jdbi> jdbi;

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private volatile boolean listens;
    private SqlLogger before;

    /** Begins to listen. */
    public void start() {
        before = jdbi.get().getConfig(SqlStatements.class).getSqlLogger();
        jdbi.get().getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.add(context.getRawSql());
            }
        });
        clear();
        listens = true;
    }

    /** Listens no longer. */
    public void stop() {
        listens = false;
        jdbi.get().getConfig(SqlStatements.class).setSqlLogger(before);
    }

    /** Forgets what it heard. */
    public void clear() {
        statements.clear();
    }

    /** What it heard, in order. */
    public List<String> all() {
        return List.copyOf(statements);
    }

    @Override
    public String inspect(String sql) {
        if (listens) {
            statements.add(sql);
        }
        return sql;
    }
}
