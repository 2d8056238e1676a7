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

    /** The tokens that this one was made with, the first one first; it is valid only as long as all of them are. */
    @Column(updatable = false)
    public Long[] ancestors = {};

    @Column(updatable = false)
    public OffsetDateTime createdAt;

    @Column(updatable = false)
    public OffsetDateTime expiresAt;

    public OffsetDateTime revokedAt;

    /** The token of an account by its prefix; a token finds only tokens within its own limits. */
    static Optional<ApiToken> find(Account account, String prefix) {
        return ApiToken.<ApiToken>find("personId = ?1 and prefix = ?2", account.personId(), prefix)
                .firstResultOptional()
                .filter(token -> token.isWithin(account));
    }

    private boolean isWithin(Account account) {
        return (account.projectId() == null || account.projectId().equals(projectId))
                && (account.only() == null || rights != null && account.only().containsAll(rights));
    }

    /** Revokes all tokens of a person. */
    static void revokeAll(long personId, OffsetDateTime at) {
        update("revokedAt = ?1 where personId = ?2 and revokedAt is null", at, personId);
    }
}
