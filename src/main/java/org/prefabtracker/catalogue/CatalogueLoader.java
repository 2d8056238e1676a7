package org.prefabtracker.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Registered;
import org.prefabtracker.shared.Transact;

/**
 * Brings the standard specs of components-catalog/ into the catalogue when the application starts: each file once, and again
 * when it has changed; then its new rows become specs and its changed rows revisions. What people made of the other rows stays.
 */
@ApplicationScoped
public class CatalogueLoader {

    private static final Logger LOG = Logger.getLogger(CatalogueLoader.class);
    private static final String FOLDER = "components-catalog/";
    /** Any number that no other lock of ours has: copies that start together load one after the other. */
    private static final long LOCK = 715_001;

    @Inject
    DataSource dataSource;

    @Inject
    Jdbi jdbi;

    @Inject
    Specs specs;

    @Inject
    ObjectMapper json;

    @Inject
    Validator validator;

    /** Why the application does not start: the file, row and column, and what is wrong there. */
    static class Refused extends IllegalStateException {
        Refused(String message) {
            super(message);
        }
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        Map<String, String> files = new HashMap<>();
        for (String name : resource("index.txt").strip().split("\\R")) {
            files.put(name, resource(name));
        }
        load(files);
    }

    /** Loads the files, by name, that are new or have changed; all of them or none. */
    Registered load(Map<String, String> files) {
        Map<String, String> changed = new HashMap<>(files);
        Map<String, String> loaded = loaded();
        changed.entrySet().removeIf(file -> sha256(file.getValue()).equals(loaded.get(file.getKey())));
        if (changed.isEmpty()) {
            return new Registered(0, 0, 0);
        }
        return Transact.call(() -> jdbi.withHandle(handle -> {
            handle.createQuery("select 1 from pg_advisory_xact_lock(:lock)")
                    .bind("lock", LOCK)
                    .mapTo(Integer.class)
                    .one();
            Registered total = new Registered(0, 0, 0);
            for (String name : changed.keySet().stream().sorted().toList()) {
                Registered file = load(handle, name, changed.get(name));
                total = new Registered(
                        total.created() + file.created(),
                        total.updated() + file.updated(),
                        total.unchanged() + file.unchanged());
            }
            LOG.infof(
                    "catalogue: %d specs new, %d revised, %d as they were",
                    total.created(), total.updated(), total.unchanged());
            return total;
        }));
    }

    private Registered load(Handle handle, String name, String text) {
        Faults faults = new Faults();
        try {
            String former = handle.createQuery("select content from catalogue_file where name = :name")
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne()
                    .orElse("");
            Registered registered =
                    specs.register(handle, new CatalogueFile(name, text, former, json, validator), faults);
            handle.createUpdate("""
                            insert into catalogue_file (name, sha256, loaded_at, content) values (:name, :sha256, now(), :content)
                            on conflict on constraint catalogue_file_pk do update
                              set sha256 = excluded.sha256, loaded_at = excluded.loaded_at, content = excluded.content""")
                    .bind("name", name)
                    .bind("content", text)
                    .bind("sha256", sha256(text))
                    .execute();
            return registered;
        } catch (HttpProblem problem) {
            throw new Refused(described(faults));
        }
    }

    private static String described(Faults faults) {
        StringBuilder message = new StringBuilder("components-catalog cannot be loaded:");
        for (Fault fault : faults.kept()) {
            Place.Cell cell = (Place.Cell) fault.place();
            message.append("\n  ")
                    .append(cell.sheet())
                    .append(", row ")
                    .append(cell.row())
                    .append(cell.header() == null ? "" : ", column " + cell.header())
                    .append(fault.value() == null ? "" : " (" + fault.value() + ")")
                    .append(": ")
                    .append(fault.message());
        }
        return message.toString();
    }

    /** By plain JDBC: on most starts this is all there is to ask, and Jdbi takes longer to get ready than the rest of it. */
    private Map<String, String> loaded() {
        Map<String, String> loaded = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name, sha256 from catalogue_file")) {
            while (rows.next()) {
                loaded.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return loaded;
    }

    private static String resource(String name) {
        try (InputStream stream = CatalogueLoader.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new Refused(FOLDER + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
