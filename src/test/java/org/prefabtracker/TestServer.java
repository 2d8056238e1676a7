package org.prefabtracker;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The embedded server on a directory below target/, one for all applications that the tests of a JVM start: each application
 * gets an empty database of its own. A commit does not wait for the disk here; RestartIT and RecomputeIT show durability.
 */
public final class TestServer {

    private static final String URL = "quarkus.datasource.jdbc.url";

    private static Path directory;
    private static Map<String, String> server;
    private static int databases;

    private TestServer() {}

    /**
     * Creates a database and returns the settings of an application for it. It is called in the class loader of the JVM: every
     * test profile has a class loader, and static fields, of its own.
     */
    public static synchronized Map<String, String> newDatabase() {
        try {
            if (server == null) {
                directory = Files.createTempDirectory(
                        Files.createDirectories(Path.of("target/test-data").toAbsolutePath()), "db");
                server = EmbeddedDatabase.settings(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(EmbeddedDatabase::stop));
            }
            String database = "test_" + ++databases;
            create(database);
            Path files = Files.createDirectory(directory.resolve(database));
            Map<String, String> settings = new HashMap<>(server);
            settings.put(URL, url(database));
            settings.put(
                    "quarkus.http.body.uploads-directory",
                    files.resolve("uploads").toString());
            settings.put("prefab.data-dir", files.toString());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a database for the tests", e);
        }
    }

    private static void create(String database) throws IOException, SQLException {
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(directory.resolve("database-passwords.properties"))) {
            passwords.load(file);
        }
        try (Connection connection =
                        DriverManager.getConnection(url("postgres"), "postgres", passwords.getProperty("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database + " owner prefab_owner");
            statement.execute("alter database " + database + " set synchronous_commit = off");
        }
    }

    private static String url(String database) {
        return server.get(URL).replaceFirst("/[^/]*$", "/" + database);
    }
}
