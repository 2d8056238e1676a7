package org.prefabtracker.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The session with the running server in which its files may be copied. A temporary replication slot keeps the write-ahead log from
 * the beginning on; when the session ends, however it ends, the server forgets slot and backup. See docs/adr/0030.
 */
final class BackupSession implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final Connection connection;

    private BackupSession(Connection connection) {
        this.connection = connection;
    }

    /**
     * What the server says at the end.
     *
     * @param label the content of backup_label
     * @param firstLog the name of the first file of the write-ahead log that the copy needs
     * @param lastLog the name of the last one
     */
    record Stopped(String label, String firstLog, String lastLog) {}

    /** @throws Failure where the server does not answer, or is that of another directory */
    static BackupSession open(Path data) throws IOException, SQLException {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setServerNames(new String[] {"127.0.0.1"});
        server.setPortNumbers(new int[] {DataFiles.port(data)});
        server.setDatabaseName("postgres");
        server.setUser("postgres");
        server.setPassword(DataFiles.password(data, "postgres"));
        server.setConnectTimeout(PATIENCE_SECONDS);
        server.setLoginTimeout(PATIENCE_SECONDS);
        server.setTcpKeepAlive(true);
        server.setApplicationName("prefab-tracker backup");
        BackupSession session = new BackupSession(connect(server, data));
        Path directory = Path.of(session.text("show data_directory"));
        if (!Files.isSameFile(directory, data.resolve(DataFiles.CLUSTER))) {
            session.close();
            throw new Failure(
                    Failure.REFUSED, "the server that answers works on " + directory + ", not on " + data + ".");
        }
        return session;
    }

    private static Connection connect(PGSimpleDataSource server, Path data) {
        try {
            return server.getConnection();
        } catch (SQLException e) {
            throw new Failure(
                    Failure.REFUSED, "the database server of " + data + " does not answer: " + e.getMessage());
        }
    }

    /** Ends whatever the session waits for. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The files may be copied from now on. */
    void start(String name) throws SQLException {
        if (!text("select count(*) from pg_tablespace where spcname not in ('pg_default', 'pg_global')")
                .equals("0")) {
            throw new Failure(
                    Failure.REFUSED, "the server has tablespaces outside its directory, which no backup holds.");
        }
        text("select pg_create_physical_replication_slot(?, true, true)", name);
        text("select pg_backup_start(?, true)", name);
    }

    /** The files were copied; the log up to now is complete. */
    Stopped stop() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select labelfile, pg_walfile_name(lsn - 1) from pg_backup_stop(false)")) {
            row.next();
            String label = row.getString(1);
            // START WAL LOCATION: 0/2000028 (file 000000010000000000000002)
            String first = label.substring(label.indexOf("(file ") + "(file ".length(), label.indexOf(')'));
            return new Stopped(label, first, row.getString(2));
        }
    }

    private String text(String statement, String... parameters) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = prepared.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
