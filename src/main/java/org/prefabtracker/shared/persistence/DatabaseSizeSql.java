package org.prefabtracker.shared.persistence;

/** The space that the database takes on its disk. To be used within a transaction. */
public final class DatabaseSizeSql {

    private DatabaseSizeSql() {}

    /**
     * Sizes in bytes.
     *
     * @param audit of the audit log with its seals
     */
    public record Size(long database, long audit) {}

    /** The sizes at this moment. */
    public static Size now() {
        return Sql.query("""
                        select pg_database_size(current_database()) as database,
                          pg_total_relation_size('audit_entry') + pg_total_relation_size('audit_batch') as audit""")
                .map((row, context) -> new Size(row.getLong("database"), row.getLong("audit")))
                .one();
    }
}
