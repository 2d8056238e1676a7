package org.prefabtracker.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.prefabtracker.shared.text.Codes;

/** A spec by its code and owner, with the number of the revision in force. It is read here; {@link SpecStore} writes specs as sets. */
@Entity
@Immutable
@Table(name = "spec")
public class SpecEntity extends PanacheEntityBase {

    @Id
    public Long id;

    /** The internal id of the organisation; null: a spec of the standard. */
    public Long ownerId;

    @Formula("(select organisation.code from organisation where organisation.id = owner_id)")
    public String owner;

    public String code;

    /** The number of the revision in force, from 1. */
    public int revision;

    /** The spec of a code and an owner. */
    static Optional<SpecEntity> find(SpecOwner owner, String code) {
        return SpecEntity.<SpecEntity>find(
                        "ownerId is not distinct from ?1 and code = ?2", owner.organisationId(), Codes.normalise(code))
                .firstResultOptional();
    }
}
