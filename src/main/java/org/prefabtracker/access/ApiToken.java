package org.prefabtracker.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A token of a person, for machines. It never changes, except that it can be revoked. Its last use is stored by {@link
 * ApiTokenStore}.
 */
@Entity
@Table(name = "token")
public class ApiToken extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "token_seq")
    @SequenceGenerator(name = "token_seq", sequenceName = "token_seq", allocationSize = 1)
    public Long id;

    @Column(updatable = false)
    public Long personId;

    @Column(updatable = false)
    public String name;

    /** Its first characters, which identify it for people. */
    @Column(updatable = false)
    public String prefix;

    /** The digest; the secret itself is not stored. */
    @Column(updatable = false)
    public String sha256;

    /** Null: all permissions of the person. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    public Set<Permission> rights;

    /** Null: all projects of the person. */
    @Column(updatable = false)
    public Long projectId;

    @Column(updatable = false)
    public OffsetDateTime createdAt;

    @Column(updatable = false)
    public OffsetDateTime expiresAt;

    public OffsetDateTime revokedAt;

    /** The token of a person by its prefix. */
    static Optional<ApiToken> find(long personId, String prefix) {
        return find("personId = ?1 and prefix = ?2", personId, prefix).firstResultOptional();
    }

    /** Revokes all tokens of a person. */
    static void revokeAll(long personId, OffsetDateTime at) {
        update("revokedAt = ?1 where personId = ?2 and revokedAt is null", at, personId);
    }
}
