package org.prefabtracker.access;

import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What organisations need of tables of other nouns. */
@Singleton
class OrganisationStore {

    private final Jdbi jdbi;

    OrganisationStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whether there is a region of this code. */
    boolean isRegion(String code) {
        return jdbi.withHandle(handle -> handle.select("select exists (select from region where code = ?)", code)
                .mapTo(Boolean.class)
                .one());
    }
}
