package org.prefabtracker.region;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.prefabtracker.access.Account;
import org.prefabtracker.shared.persistence.StoredVersion;

/** A version of a statement of a region: its class, a target, declared construction or the rule sets in force. */
@Entity
@Immutable
@IdClass(RegionStatement.Key.class)
public class RegionStatement extends StoredVersion {

    /** The primary key. */
    public record Key(String region, RegionStatementStore.Kind kind, int year, int version) {}

    @Id
    public String region;

    @Id
    @Enumerated(EnumType.STRING)
    public RegionStatementStore.Kind kind;

    /** {@link RegionStatementStore#UNDATED} for a kind whose content has dates. */
    @Id
    public int year;

    @JdbcTypeCode(SqlTypes.JSON)
    public String content;

    /** Every version of a statement, the latest first. */
    static List<RegionStatement> versions(Region region, RegionStatementStore.Kind kind, int year) {
        return list(
                "from RegionStatement s where s.region = ?1 and s.kind = ?2 and s.year = ?3 order by s.version desc",
                region.code(),
                kind,
                year);
    }

    /** The version in force. */
    static Optional<RegionStatement> find(Region region, RegionStatementStore.Kind kind, int year) {
        return RegionStatement.<RegionStatement>find(
                        "from RegionStatement s where s.region = ?1 and s.kind = ?2 and s.year = ?3 order by s.version desc",
                        region.code(),
                        kind,
                        year)
                .firstResultOptional();
    }

    /** The versions in force of all regions, by region and year. */
    static List<RegionStatement> inForce(RegionStatementStore.Kind kind) {
        return list(
                "from RegionStatement s where s.kind = ?1 and s.version = (select max(l.version) from RegionStatement l"
                        + " where l.region = s.region and l.kind = s.kind and l.year = s.year) order by s.region, s.year",
                kind);
    }

    /** Stores a version. */
    static void add(
            Region region, RegionStatementStore.Kind kind, int year, int version, String content, Account account) {
        RegionStatement statement = new RegionStatement();
        statement.region = region.code();
        statement.kind = kind;
        statement.year = year;
        statement.content = content;
        statement.insert(version, account.personId(), account.name());
    }
}
