package org.prefabtracker.project;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.prefabtracker.access.Account;
import org.prefabtracker.shared.persistence.DatabaseTime;
import org.prefabtracker.shared.persistence.StoredVersion;

/** A version of the facts of a building, its storeys included. */
@Entity
@Immutable
@IdClass(BuildingVersion.Key.class)
public class BuildingVersion extends StoredVersion {

    /** The primary key. */
    public record Key(long projectId, long buildingId, int version) {}

    @Id
    public long projectId;

    @Id
    public long buildingId;

    @JdbcTypeCode(SqlTypes.JSON)
    public String facts;

    public OffsetDateTime validFrom;

    /** The version that a key names. */
    static BuildingVersion require(Building.Key building) {
        return findById(new Key(building.projectId(), building.id(), building.version()));
    }

    /** Stores the version that a key names. */
    static void add(Building.Key building, String facts, Account account) {
        BuildingVersion version = new BuildingVersion();
        version.projectId = building.projectId();
        version.buildingId = building.id();
        version.facts = facts;
        version.validFrom = DatabaseTime.now();
        version.insert(building.version(), account.personId(), account.name());
    }
}
