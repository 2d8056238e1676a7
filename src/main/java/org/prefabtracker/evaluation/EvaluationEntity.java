package org.prefabtracker.evaluation;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Parameters;
import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.LazyGroup;
import org.hibernate.type.SqlTypes;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;

/** A stored evaluation; {@link Evaluation} is the record that is returned. The rating and the snapshot are loaded on demand. */
@Entity
@Immutable
@Table(name = "evaluation")
@IdClass(EvaluationEntity.Key.class)
public class EvaluationEntity extends PanacheEntityBase {

    /** The primary key. */
    public record Key(long projectId, long buildingId, int number) {}

    @Id
    public long projectId;

    @Id
    public long buildingId;

    /** The number of the evaluation, counted per building. */
    @Id
    public int number;

    public String sha256;
    public String ruleSet;
    public String edition;
    public String ruleSetSha256;
    public int engine;

    @Enumerated(EnumType.STRING)
    public Lens lens;

    @Enumerated(EnumType.STRING)
    public EvaluationKind kind;

    public OffsetDateTime asOf;
    public OffsetDateTime knownAt;
    public int components;

    @JdbcTypeCode(SqlTypes.JSON)
    public String outcome;

    /** The whole rating in canonical form. */
    @Basic(fetch = FetchType.LAZY)
    @LazyGroup("result")
    public String result;

    public String resultSha256;

    /** The snapshot, packed. */
    @Basic(fetch = FetchType.LAZY)
    @LazyGroup("snapshot")
    public byte[] snapshot;

    public OffsetDateTime recordedAt;

    /** The internal id of the person; never leaves the server. */
    public long recordedBy;

    @Formula("(select person.name from person where person.id = recorded_by)")
    public String recordedByName;

    static Optional<EvaluationEntity> find(Building.Key building, int number) {
        return findByIdOptional(new Key(building.projectId(), building.id(), number));
    }

    /** The evaluation with the same snapshot. */
    static Optional<EvaluationEntity> findBySha256(Building.Key building, String sha256) {
        return EvaluationEntity.<EvaluationEntity>find(
                        "projectId = ?1 and buildingId = ?2 and sha256 = ?3",
                        building.projectId(),
                        building.id(),
                        sha256)
                .firstResultOptional();
    }

    /** The number of the next evaluation of a building. */
    static int nextNumber(Building.Key building) {
        return EvaluationEntity.<EvaluationEntity>find(
                                "projectId = ?1 and buildingId = ?2 order by number desc",
                                building.projectId(),
                                building.id())
                        .firstResultOptional()
                        .map(last -> last.number)
                        .orElse(0)
                + 1;
    }

    /**
     * Evaluations before a number, the latest first.
     *
     * @param ruleSet by this one only; null: by any
     * @param lens under this one only; null: under any
     */
    static List<EvaluationEntity> listBefore(Building.Key building, String ruleSet, Lens lens, int before, int limit) {
        return EvaluationEntity.<EvaluationEntity>find(
                        condition(ruleSet, lens) + " and number < :before order by number desc",
                        parameters(building, ruleSet, lens).and("before", before))
                .page(0, limit)
                .list();
    }

    /** The number of evaluations of a building by a rule set and under a lens; null: any. */
    static long count(Building.Key building, String ruleSet, Lens lens) {
        return count(condition(ruleSet, lens), parameters(building, ruleSet, lens));
    }

    private static String condition(String ruleSet, Lens lens) {
        return "projectId = :project and buildingId = :building"
                + (ruleSet == null ? "" : " and ruleSet = :ruleSet")
                + (lens == null ? "" : " and lens = :lens");
    }

    private static Parameters parameters(Building.Key building, String ruleSet, Lens lens) {
        Parameters parameters = Parameters.with("project", building.projectId()).and("building", building.id());
        if (ruleSet != null) {
            parameters.and("ruleSet", ruleSet);
        }
        if (lens != null) {
            parameters.and("lens", lens);
        }
        return parameters;
    }
}
