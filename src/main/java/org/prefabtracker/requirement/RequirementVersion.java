package org.prefabtracker.requirement;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.prefabtracker.access.Account;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.DatabaseTime;
import org.prefabtracker.shared.persistence.StoredVersion;

/** A version of a requirement of a project. */
@Entity
@Immutable
@Table(name = "requirement")
@IdClass(RequirementVersion.Key.class)
public class RequirementVersion extends StoredVersion {

    /** The primary key. */
    public record Key(long projectId, String code, int version) {}

    @Id
    public long projectId;

    @Id
    public String code;

    /** The only building; null: every building of the project. */
    public Long buildingId;

    @JdbcTypeCode(SqlTypes.JSON)
    public String content;

    /** The reason of the withdrawal; null while it is in force. */
    public String withdrawn;

    public OffsetDateTime validFrom;

    /** Every version of a code, the latest first. */
    static List<RequirementVersion> versions(Project project, String code) {
        return list("projectId = ?1 and code = ?2 order by version desc", project.id(), code);
    }

    /** Stores a version. */
    static void add(
            Project project,
            String code,
            int version,
            Long building,
            String content,
            String withdrawn,
            Account account) {
        RequirementVersion requirement = new RequirementVersion();
        requirement.projectId = project.id();
        requirement.code = code;
        requirement.buildingId = building;
        requirement.content = content;
        requirement.withdrawn = withdrawn;
        requirement.validFrom = DatabaseTime.now();
        requirement.insert(version, account.personId(), account.name());
    }
}
