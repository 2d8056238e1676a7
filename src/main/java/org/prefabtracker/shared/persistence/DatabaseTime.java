package org.prefabtracker.shared.persistence;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The start of the current transaction by the database's clock, which sets store as {@code now()}. */
public final class DatabaseTime {

    private DatabaseTime() {}

    /** The time for immutable entities: Hibernate cannot read a generated column of these back. */
    public static OffsetDateTime now() {
        return Panache.getEntityManager()
                .createQuery("select offset datetime", OffsetDateTime.class)
                .getSingleResult()
                .withOffsetSameInstant(ZoneOffset.UTC);
    }
}
