package org.prefabtracker.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One kind in which an organisation takes part in a project. It is added and removed, never changed. */
@Entity
@IdClass(ProjectParty.Key.class)
public class ProjectParty extends PanacheEntityBase {

    @Id
    public Long projectId;

    @Id
    public Long organisationId;

    @Id
    @Enumerated(EnumType.STRING)
    public OrganisationKind kind;

    @Column(updatable = false)
    public OffsetDateTime recordedAt;

    @Column(updatable = false)
    public Long recordedBy;

    /** The key of the table. */
    public static class Key implements Serializable {
        public Long projectId;
        public Long organisationId;
        public OrganisationKind kind;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(projectId, key.projectId)
                    && Objects.equals(organisationId, key.organisationId)
                    && kind == key.kind;
        }

        @Override
        public int hashCode() {
            return Objects.hash(projectId, organisationId, kind);
        }
    }

    /** The kinds of an organisation in a project. */
    static List<ProjectParty> of(long project, long organisation) {
        return list("projectId = ?1 and organisationId = ?2", project, organisation);
    }

    /** Removes an organisation from a project; returns whether it took part. */
    static boolean remove(long project, long organisation) {
        return delete("projectId = ?1 and organisationId = ?2", project, organisation) > 0;
    }

    /** Lets an organisation take part in a project in these kinds and no others. The rows are there when this returns. */
    static void replace(long project, long organisation, Set<OrganisationKind> kinds, long person, OffsetDateTime now) {
        List<ProjectParty> present = of(project, organisation);
        present.stream().filter(party -> !kinds.contains(party.kind)).forEach(ProjectParty::delete);
        kinds.stream()
                .filter(kind -> present.stream().noneMatch(party -> party.kind == kind))
                .forEach(kind -> {
                    ProjectParty party = new ProjectParty();
                    party.projectId = project;
                    party.organisationId = organisation;
                    party.kind = kind;
                    party.recordedAt = now;
                    party.recordedBy = person;
                    party.persist();
                });
        flush();
    }
}
