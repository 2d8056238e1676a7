package org.prefabtracker.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The password of who can sign in before anybody made it: random, printed once and kept in a file only its owner reads,
 * {@code initial-operator-password} of the data directory, until it is changed.
 */
@ApplicationScoped
public class BootstrapPasswords {

    @ConfigProperty(name = "prefab.data-dir")
    Path directory;

    @Inject
    DataSource dataSource;

    void start(@Observes @Priority(50) StartupEvent event) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select exists (select from person where id = 1 and password is null)");
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
                give(connection, "operator");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Gives somebody without a password one. The file is written first: a password that is in the database alone nobody knows.
     * Of several applications that start at once, the one that wrote the row prints it.
     */
    public void give(Connection connection, String login) throws SQLException {
        String password = Passwords.random();
        Path file = file(login);
        try (PreparedStatement statement =
                connection.prepareStatement("update person set password = ? where login = ? and password is null")) {
            Files.createDirectories(directory);
            Path written = Files.createTempFile(
                    directory,
                    "initial",
                    ".password",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, password + "\n");
            statement.setString(1, Passwords.hash(password));
            statement.setString(2, login);
            if (statement.executeUpdate() == 1) {
                Files.move(written, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                System.out.println(
                        "sign in as " + login + " with the password " + password + " (kept in " + file + ")");
            } else {
                Files.delete(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the file of somebody who changed the password. */
    void forget(String login) {
        try {
            Files.deleteIfExists(file(login));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String login) {
        return directory.resolve("initial-" + login + "-password");
    }
}
