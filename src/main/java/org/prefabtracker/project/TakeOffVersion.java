package org.prefabtracker.project;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.prefabtracker.access.Account;
import org.prefabtracker.shared.persistence.DatabaseTime;
import org.prefabtracker.shared.persistence.StoredVersion;

/** A version of the declared quantities of a building in a phase. */
@Entity
@Immutable
@Table(name = "take_off")
@IdClass(TakeOffVersion.Key.class)
public class TakeOffVersion extends StoredVersion {

    /** The primary key. */
    public record Key(long projectId, long buildingId, TakeOff.Phase phase, int version) {}

    @Id
    public long projectId;

    @Id
    public long buildingId;

    @Id
    @Enumerated(EnumType.STRING)
    public TakeOff.Phase phase;

    @JdbcTypeCode(SqlTypes.JSON)
    public String content;

    public OffsetDateTime validFrom;

    /** Every version of a phase, the latest first. */
    static List<TakeOffVersion> versions(Building.Key building, TakeOff.Phase phase) {
        return list(
                "projectId = ?1 and buildingId = ?2 and phase = ?3 order by version desc",
                building.projectId(),
                building.id(),
                phase);
    }

    /** The version in force; empty where the phase was never declared. */
    static Optional<TakeOffVersion> find(Building.Key building, TakeOff.Phase phase) {
        return TakeOffVersion.<TakeOffVersion>find(
                        "projectId = ?1 and buildingId = ?2 and phase = ?3 order by version desc",
                        building.projectId(),
                        building.id(),
                        phase)
                .firstResultOptional();
    }

    /** Stores a version. */
    static void add(Building.Key building, TakeOff.Phase phase, int version, String content, Account account) {
        TakeOffVersion declared = new TakeOffVersion();
        declared.projectId = building.projectId();
        declared.buildingId = building.id();
        declared.phase = phase;
        declared.content = content;
        declared.validFrom = DatabaseTime.now();
        declared.insert(version, account.personId(), account.name());
    }
}
