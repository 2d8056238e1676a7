package org.prefabtracker.shared.persistence;

/**
 * The versions of the rows of a set. A table {@code x} holds the version in force, {@code x_version} the former ones, which are
 * only inserted. Things that people edit one at a time are entities and extend {@link StoredVersion} instead.
 *
 * @param table its rows have project_id, id, version, valid_from, recorded_at and recorded_by
 * @param columns the names of all other columns of the table, which the history has too
 */
public record VersionedTableSql(String table, String columns) {

    private static final String STAMPS = "version, valid_from, recorded_at, recorded_by";

    /** The columns of both tables. */
    public String all() {
        return "project_id, id, " + columns + ", " + STAMPS;
    }

    /**
     * The statement that copies rows to the history before they change. It binds the project and the person.
     *
     * @param condition on a row of the table, named by the table
     */
    public String keep(String condition) {
        return "insert into %1$s_version (%2$s, replaced_at, replaced_by) select %3$s, now(), :person from %1$s where %1$s.project_id = :project and %4$s"
                .formatted(table, all(), SqlColumns.of(table, all()), condition);
    }

    /** What an UPDATE of a row sets besides its content, so that it is the next version; it binds the person. */
    public String next() {
        return "version = " + table + ".version + 1, valid_from = now(), recorded_at = now(), recorded_by = :person";
    }

    /** The columns that an INSERT states after the content, with {@link #firstValues}. */
    public String firstColumns() {
        return STAMPS;
    }

    /** The values of the first version. */
    public String firstValues() {
        return "1, now(), now(), :person";
    }
}
