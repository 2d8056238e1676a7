package org.prefabtracker;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A PostgreSQL server of its own, without the application, whose databases are migrated by Flyway as the application does it. */
final class MigratedDatabase implements AutoCloseable {

    static final String OWNER = "prefab_owner";
    static final String APP = "prefab_app";

    private final EmbeddedPostgres server;

    private MigratedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts the server that comes with the application. */
    static MigratedDatabase start() throws IOException, SQLException {
        return start(null);
    }

    /** Starts a server of other binaries; null: those that come with the application. */
    static MigratedDatabase start(PgBinaryResolver binaries) throws IOException, SQLException {
        Path directory = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/test-data").toAbsolutePath()), "migrated");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.toFile())
                .setLocaleConfig("locale", "C.UTF-8");
        if (binaries != null) {
            builder.setPgBinaryResolver(binaries);
        }
        MigratedDatabase started = new MigratedDatabase(builder.start());
        started.execute("create role " + OWNER + " login");
        started.execute("create role " + APP + " login");
        return started;
    }

    /** Creates an empty database of the owner. */
    void create(String database) throws SQLException {
        execute("create database " + database + " owner " + OWNER);
    }

    /** Executes a statement as the superuser, in the database postgres. */
    void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Executes a statement as the owner. */
    void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), OWNER, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Flyway as the application configures it, with the role that gets the rights. */
    FluentConfiguration flyway(String database, String role) {
        return Flyway.configure().dataSource(url(database), OWNER, "").placeholders(Map.of("app", role));
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    /** The rows that a query returns to the owner, one line each. */
    List<String> rows(String database, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url(database), OWNER, "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                StringJoiner line = new StringJoiner(" | ");
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    line.add(String.valueOf(row.getString(column)));
                }
                rows.add(line.toString());
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
