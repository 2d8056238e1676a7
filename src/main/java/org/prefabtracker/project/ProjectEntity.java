package org.prefabtracker.project;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Codes;

/** The stored project. Other packages get the record {@link Project}. */
@Entity
@Table(name = "project")
public class ProjectEntity extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "project_seq")
    @SequenceGenerator(name = "project_seq", sequenceName = "project_seq", allocationSize = 50)
    public Long id;

    /** The first half of the tags of its pieces, from a sequence of the database. */
    @Generated(event = EventType.INSERT)
    @Column(updatable = false)
    public int number;

    @Column(updatable = false)
    public String code;

    public String name;

    public String regionCode;

    @Version
    public int version = 1;

    /** The internal id of the person who changed it last; never leaves the server. */
    public long recordedBy;

    public OffsetDateTime recordedAt;

    static Optional<ProjectEntity> find(String code) {
        return find("code", Codes.normalise(code)).firstResultOptional();
    }

    /**
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where the project does not exist or the current user may not
     *     see it
     */
    static ProjectEntity require(String code) {
        return find(code).orElseThrow(() -> Problems.notFound("project", code));
    }
}
