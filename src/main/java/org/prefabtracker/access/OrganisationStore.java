package org.prefabtracker.access;

import jakarta.inject.Singleton;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

/** Reads for organisations from tables of other packages. */
@Singleton
class OrganisationStore {

    /** Whether there is a region of this code. */
    boolean isRegion(String code) {
        return Transactions.read(() -> Sql.select("select exists (select from region where code = ?)", code)
                .mapTo(Boolean.class)
                .one());
    }
}
