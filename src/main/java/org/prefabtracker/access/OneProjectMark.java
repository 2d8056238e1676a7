package org.prefabtracker.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.postgresql.PGConnection;

/**
 * Begins the statements of a connection that sees one project with a comment, by which the policies of row-level security
 * choose a condition that costs nothing (R__2_policies.sql, docs/adr/0024). A statement without it returns the same rows; with
 * it, a connection that sees no single project gets none.
 */
@Singleton
class OneProjectMark {

    /** The comment that R__2_policies.sql tests for. */
    static final String MARK = "/* one project */ ";

    private final Set<PGConnection> seeingOneProject =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    void install(@Observes @Priority(1) StartupEvent started, Jdbi jdbi) {
        SqlStatements statements = jdbi.getConfig(SqlStatements.class);
        statements.setTemplateEngine(new Marking(statements.getTemplateEngine()));
    }

    /** Records whether a connection sees one project from now on. */
    void note(Connection connection, boolean oneProject) {
        PGConnection physical = physical(connection);
        if (oneProject) {
            seeingOneProject.add(physical);
        } else {
            seeingOneProject.remove(physical);
        }
    }

    private String mark(StatementContext context) {
        return seeingOneProject.contains(physical(context.getConnection())) ? MARK : "";
    }

    private static PGConnection physical(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private final class Marking implements TemplateEngine {

        private final TemplateEngine rendering;

        Marking(TemplateEngine rendering) {
            this.rendering = rendering;
        }

        @Override
        public String render(String template, StatementContext context) {
            return mark(context) + rendering.render(template, context);
        }

        @Override
        public Optional<Function<StatementContext, String>> parse(String template, ConfigRegistry config) {
            return rendering.parse(template, config).map(parsed -> context -> mark(context) + parsed.apply(context));
        }
    }
}
