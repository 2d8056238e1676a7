package org.prefabtracker.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.prefabtracker.shared.persistence.JsonColumn;

/** A revision of a spec: its content. It is read here; {@link SpecStore} writes specs as sets. */
@Entity
@Immutable
@Table(name = "spec_revision")
@IdClass(SpecRevisionEntity.Key.class)
public class SpecRevisionEntity extends PanacheEntityBase {

    /** The primary key. */
    public record Key(long specId, int revision) {}

    @Id
    public long specId;

    @Id
    public int revision;

    @Enumerated(EnumType.STRING)
    public Spec.Status status;

    public String name;
    public String nameEn;

    @Enumerated(EnumType.STRING)
    public Category category;

    @Enumerated(EnumType.STRING)
    public Material material;

    public String standard;
    public String edition;
    public String strengthGrade;
    public BigDecimal lengthMm;
    public BigDecimal widthMm;
    public BigDecimal heightMm;

    @Enumerated(EnumType.STRING)
    public QuantityBasis basis;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Enumerated(EnumType.STRING)
    public Set<Feature> features;

    @Column(name = "concrete_volume_m3")
    public BigDecimal concreteVolumeM3;

    @Column(name = "structural_concrete_volume_m3")
    public BigDecimal structuralConcreteVolumeM3;

    public BigDecimal steelMassKg;
    public BigDecimal massKg;

    @Column(name = "length_m")
    public BigDecimal lengthM;

    @Column(name = "plan_area_m2")
    public BigDecimal planAreaM2;

    @Column(name = "face_area_m2")
    public BigDecimal faceAreaM2;

    @Column(name = "interior_area_m2")
    public BigDecimal interiorAreaM2;

    /** JSON: a list of {@link Spec.Part}. */
    @JdbcTypeCode(SqlTypes.JSON)
    public String parts;

    /** JSON: codes of other systems by system. */
    @JdbcTypeCode(SqlTypes.JSON)
    public String externalCodes;

    @Enumerated(EnumType.STRING)
    public Provenance dataBasis;

    public String dataNote;

    /** Every revision of a spec, the first one first. */
    static List<SpecRevisionEntity> list(SpecEntity spec) {
        return list("specId = ?1 and revision <= ?2 order by revision", spec.id, spec.revision);
    }

    /** The revision in force of a spec. */
    static SpecRevisionEntity inForce(SpecEntity spec) {
        return SpecRevisionEntity.<SpecRevisionEntity>find("specId = ?1 and revision = ?2", spec.id, spec.revision)
                .singleResult();
    }

    /** The record that is returned. */
    Spec toSpec(SpecEntity spec, JsonColumn json) {
        return new Spec(
                spec.code,
                spec.owner,
                new Spec.Names(name, nameEn),
                category,
                material,
                new Spec.Source(standard, edition),
                strengthGrade,
                new Spec.Dimensions(lengthMm, widthMm, heightMm),
                basis,
                features,
                new Quantities(
                        concreteVolumeM3,
                        structuralConcreteVolumeM3,
                        steelMassKg,
                        massKg,
                        lengthM,
                        planAreaM2,
                        faceAreaM2,
                        interiorAreaM2),
                json.read(parts, new TypeReference<List<Spec.Part>>() {}),
                json.read(externalCodes, new TypeReference<Map<String, String>>() {}),
                new Spec.Data(dataBasis, dataNote),
                status,
                revision);
    }
}
