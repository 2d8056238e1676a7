package org.prefabtracker.share;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.prefabtracker.access.Account;
import org.prefabtracker.project.Building;
import org.prefabtracker.shared.persistence.StoredVersion;

/** A version of the rule set chosen for a building in place of its region's. */
@Entity
@Immutable
@IdClass(BuildingRuleSet.Key.class)
public class BuildingRuleSet extends StoredVersion {

    /** The primary key. */
    public record Key(long projectId, long buildingId, int version) {}

    @Id
    public long projectId;

    @Id
    public long buildingId;

    /** Null where the choice was removed: the rule set of the region is in force again. */
    public String ruleSet;

    public String reason;

    /** Every version of the choice for a building, the latest first. */
    static List<BuildingRuleSet> versions(Building.Key building) {
        return list("projectId = ?1 and buildingId = ?2 order by version desc", building.projectId(), building.id());
    }

    /** The version in force. */
    static Optional<BuildingRuleSet> find(Building.Key building) {
        return BuildingRuleSet.<BuildingRuleSet>find(
                        "projectId = ?1 and buildingId = ?2 order by version desc", building.projectId(), building.id())
                .firstResultOptional();
    }

    /** Stores a version. */
    static void add(Building.Key building, int version, String ruleSet, String reason, Account account) {
        BuildingRuleSet chosen = new BuildingRuleSet();
        chosen.projectId = building.projectId();
        chosen.buildingId = building.id();
        chosen.ruleSet = ruleSet;
        chosen.reason = reason;
        chosen.insert(version, account.personId(), account.name());
    }
}
