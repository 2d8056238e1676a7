package org.prefabtracker.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.type.SqlTypes;
import org.prefabtracker.shared.problem.Problems;

/** A person who signs in, for one organisation: by a password, or by single sign-on. */
@Entity
public class Person extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "person_seq")
    @SequenceGenerator(name = "person_seq", sequenceName = "person_seq", allocationSize = 50)
    public Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organisation_id", updatable = false)
    public Organisation organisation;

    public String name;

    /** The login name; null where the person cannot sign in. */
    @Column(updatable = false)
    public String login;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Enumerated(EnumType.STRING)
    public Set<Role> roles = EnumSet.noneOf(Role.class);

    /** The Argon2id hash with its parameters; null where no password is accepted. It is not edited with the other fields. */
    @OptimisticLock(excluded = true)
    public String password;

    /** Until when the password is accepted, where somebody else issued it; null: the person chose it. */
    @OptimisticLock(excluded = true)
    public OffsetDateTime passwordEndsAt;

    public boolean active = true;

    @Version
    public int version = 1;

    /** The ids of those who registered this person or gave it roles or a password, and of those who did so with them. */
    @OptimisticLock(excluded = true)
    public Long[] appointedBy = {};

    public OffsetDateTime recordedAt;

    @OptimisticLock(excluded = true)
    public Long recordedBy;

    /** The provider of single sign-on and its permanent id of the person; both null without single sign-on. */
    @Column(updatable = false)
    public String issuer;

    @Column(updatable = false)
    public String subject;

    /** The person of a login. */
    static Optional<Person> find(String login) {
        return find("from Person p join fetch p.organisation where p.login = ?1", LoginNames.normalise(login))
                .firstResultOptional();
    }

    /** The person of a provider of single sign-on, locked until the end of the transaction. */
    static Optional<Person> lock(String issuer, String subject) {
        return find("issuer = ?1 and subject = ?2", issuer, subject)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The person of a login, locked until the end of the transaction. */
    static Optional<Person> lock(String login) {
        return find("login", login).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /**
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where there is no such person, or the account does not
     *     administer the person
     */
    static Person require(Account account, String login) {
        return find(login)
                .filter(person -> account.isOperator() || person.organisation.id == account.organisationId())
                .orElseThrow(() -> Problems.notFound("person", login));
    }

    /** The people that the account administers, after a login, by login, up to a limit. */
    static long count(Account account) {
        return Person.count("?1 = true or organisation.id = ?2", account.isOperator(), account.organisationId());
    }

    static List<Person> listAfter(Account account, String after, int limit) {
        return Person.<Person>find(
                        "from Person p join fetch p.organisation o where (?1 = true or o.id = ?2) and p.login > ?3 order by p.login",
                        account.isOperator(),
                        account.organisationId(),
                        after)
                .page(0, limit)
                .list();
    }
}
