package org.prefabtracker.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.text.Sha256;

/** The loaded issues of the files of components-catalog/. */
@ApplicationScoped
class CatalogueFileStore {

    /** A number that no other lock of the application uses: instances that start at the same time load one after the other. */
    private static final long LOCK = 715_001;

    @Inject
    DataSource dataSource;

    /** A loaded issue with its text. */
    record Loaded(int number, String content) {}

    /**
     * The numbers of the loaded issues by file. Plain JDBC: most starts need no other statement, and setting up Jdbi takes
     * longer.
     */
    Map<String, Integer> loaded() {
        Map<String, Integer> loaded = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name, issue from catalogue_file")) {
            while (rows.next()) {
                loaded.put(rows.getString("name"), rows.getInt("issue"));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return loaded;
    }

    /** Waits until no other transaction loads files. */
    void lock() {
        Sql.query("select 1 from pg_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(Integer.class)
                .one();
    }

    /** The loaded issue of a file; number -1 where none is. */
    Loaded find(String name) {
        return Sql.query("select issue, content from catalogue_file where name = :name")
                .bind("name", name)
                .map((rs, context) -> new Loaded(rs.getInt("issue"), rs.getString("content")))
                .findOne()
                .orElse(new Loaded(-1, ""));
    }

    void put(String name, int issue, String content) {
        Sql.update("""
                        insert into catalogue_file (name, issue, sha256, loaded_at, content)
                        values (:name, :issue, :sha256, now(), :content)
                        on conflict on constraint catalogue_file_pk do update set issue = excluded.issue,
                          sha256 = excluded.sha256, loaded_at = excluded.loaded_at, content = excluded.content""")
                .bind("name", name)
                .bind("issue", issue)
                .bind("content", content)
                .bind("sha256", Sha256.hex(content))
                .execute();
    }
}
