package org.prefabtracker.shared.persistence;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.hibernate.annotations.Formula;
import org.prefabtracker.shared.http.Etags;

/**
 * A version of a thing that is never overwritten. Versions are numbered from 1 and only inserted; the highest one is in
 * force. A second writer of the same number violates the primary key, so its transaction runs again and finds the version of
 * the first.
 */
@MappedSuperclass
public abstract class StoredVersion extends PanacheEntityBase {

    @Id
    public int version;

    /** The start of the transaction by the database's clock, like the versions that sets store. */
    public OffsetDateTime recordedAt;

    /** The internal id of the person; never leaves the server. */
    public long recordedBy;

    @Formula("(select person.name from person where person.id = recorded_by)")
    public String recordedByName;

    /**
     * The number of the version to store in place of the one in force; empty if that has the same content, which needs no
     * If-Match.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 428 or 412 where If-Match does not name the version in force
     */
    public static <V extends StoredVersion> OptionalInt next(
            Optional<V> inForce, Predicate<V> hasSameContent, String ifMatch) {
        return next(inForce.map(former -> former.version), () -> hasSameContent.test(inForce.orElseThrow()), ifMatch);
    }

    /** The same by the number of the version in force. */
    public static OptionalInt next(Optional<Integer> inForce, BooleanSupplier hasSameContent, String ifMatch) {
        if (inForce.isEmpty()) {
            Etags.checkNone(ifMatch);
            return OptionalInt.of(1);
        }
        if (hasSameContent.getAsBoolean()) {
            return OptionalInt.empty();
        }
        Etags.check(ifMatch, inForce.get());
        return OptionalInt.of(inForce.get() + 1);
    }

    /** Stores this version; a query of the same transaction finds it. */
    protected void insert(int number, long personId, String personName) {
        version = number;
        recordedAt = DatabaseTime.now();
        recordedBy = personId;
        recordedByName = personName;
        persistAndFlush();
    }
}
