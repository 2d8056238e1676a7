package org.prefabtracker.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.persistence.Transactions;

/**
 * The first passwords of the operator and of the people of the demo. They are random and kept until they are changed in a file that
 * only its owner can read ({@code initial-operator-password} in the data directory). No password is printed or logged.
 */
@ApplicationScoped
public class BootstrapPasswords {

    private static final String PREFIX = "initial-";
    private static final String SUFFIX = "-password";

    @ConfigProperty(name = "prefab.data-dir")
    Path directory;

    @ConfigProperty(name = "prefab.password.initial")
    Duration initial;

    @Inject
    DataSource dataSource;

    @Inject
    CurrentUser currentUser;

    @Inject
    SessionStore sessions;

    @Inject
    PasswordAuthenticator signIn;

    @Inject
    Event<Reset> resets;

    @Inject
    Clock clock;

    void start(@Observes @Priority(50) StartupEvent event) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select exists (select from person where id = 1 and (password is null or password_ends_at <= now()))");
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
                give("operator", initial);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Registers a person of the demo and gives a password, which need not be changed, unless there is a person of this login with one. */
    public void register(String login, String organisation, Set<Role> roles) {
        Transactions.write(() -> {
            if (Person.find(login).isEmpty()) {
                Person person = new Person();
                person.login = login;
                person.name = login;
                person.organisation = Organisation.require(organisation);
                person.roles = roles;
                person.recordedBy = currentUser.personId();
                person.recordedAt = OffsetDateTime.now(clock);
                person.persist();
            }
        });
        give(login, null);
    }

    /**
     * A new password of a person, fired in the transaction that stores it.
     *
     * @param file holds the password
     */
    public record Reset(String login, long personId, Path file) {}

    /** A password that cannot be reset; the message says why. */
    public static final class NotPossible extends RuntimeException {
        NotPossible(String message) {
            super(message);
        }
    }

    /**
     * Gives a person a new password, whatever there was, at the machine of the application. Sessions and tokens end.
     *
     * @throws NotPossible where there is no such person, or it signs in elsewhere
     */
    public Reset reset(String sent) {
        String login = LoginNames.normalise(sent);
        String password = Passwords.random();
        String hash = Passwords.hash(password);
        Path written = write(password);
        try {
            Reset reset = Transactions.write(() -> {
                Person person = Person.lock(login).orElseThrow(() -> new NotPossible("There is no person " + login));
                if (person.issuer != null) {
                    throw new NotPossible(login + " signs in by single sign-on and has no password here");
                }
                person.password = hash;
                person.passwordEndsAt = OffsetDateTime.now(clock).plus(initial);
                sessions.endOthers(person.id, null);
                signIn.forget(login);
                Reset done = new Reset(login, person.id, file(login));
                resets.fire(done);
                return done;
            });
            Files.move(written, reset.file(), StandardCopyOption.ATOMIC_MOVE);
            return reset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(written);
        }
    }

    private Path write(String password) {
        try {
            Files.createDirectories(directory);
            Path written = Files.createTempFile(
                    directory,
                    "initial",
                    ".password",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, password + "\n");
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives a person without a password, or whose initial one ended, a new one. The file is written first: a password that is only in the
     * database would be unknown. If several instances start at once, the one that writes the row keeps the file.
     *
     * @param accepted how long it is accepted; null: it need not be changed
     */
    private void give(String login, Duration accepted) {
        String password = Passwords.random();
        Path file = file(login);
        Path written = write(password);
        try {
            if (isGiven(login, Passwords.hash(password), accepted)) {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isGiven(String login, String hash, Duration accepted) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return Transactions.write(() -> {
            Optional<Person> person = Person.lock(login)
                    .filter(found -> found.password == null
                            || found.passwordEndsAt != null && !found.passwordEndsAt.isAfter(now));
            person.ifPresent(found -> {
                found.password = hash;
                found.passwordEndsAt = accepted == null ? null : now.plus(accepted);
            });
            return person.isPresent();
        });
    }

    /** Deletes the file of a person whose password was changed. */
    void forget(String login) {
        delete(file(login));
    }

    private Path file(String login) {
        return directory.resolve(PREFIX + login + SUFFIX);
    }

    /** The files that hold first passwords which were not changed yet, by login name. */
    public SortedMap<String, Path> files() {
        SortedMap<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                files.put(name.substring(PREFIX.length(), name.length() - SUFFIX.length()), file);
            }
        } catch (NoSuchFileException none) {
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
