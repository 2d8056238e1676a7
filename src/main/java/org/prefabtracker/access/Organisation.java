package org.prefabtracker.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Parameters;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Codes;

/** An organisation that takes part in projects, oversees a region or operates the system. */
@Entity
public class Organisation extends PanacheEntityBase {

    /** The owner that the specs of the standard catalogue are listed under; no organisation can have this code. */
    public static final String STANDARD = "STANDARD";

    private static final String SEARCHED =
            "kind in :kinds and locate(lower(:text), lower(concat(code, ' ', name))) > 0";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "organisation_seq")
    @SequenceGenerator(name = "organisation_seq", sequenceName = "organisation_seq", allocationSize = 50)
    public Long id;

    @Column(updatable = false)
    public String code;

    public String name;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    public OrganisationKind kind;

    public String regionCode;

    @Version
    public int version = 1;

    public OffsetDateTime recordedAt;
    public Long recordedBy;

    /** The organisation of a code. */
    static Optional<Organisation> find(String code) {
        return find("code", Codes.normalise(code)).firstResultOptional();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where no organisation has the code */
    static Organisation require(String code) {
        return find(code).orElseThrow(() -> Problems.notFound("organisation", code));
    }

    /** Organisations after a code, by code, up to a limit. */
    static List<Organisation> listAfter(String after, int limit) {
        return Organisation.<Organisation>find("code > ?1 order by code", after)
                .page(0, limit)
                .list();
    }

    /** Organisations of some kinds, by part of a code or name; all of them where the text is empty. */
    static List<Organisation> search(String text, Collection<OrganisationKind> kinds, String after, int limit) {
        return Organisation.<Organisation>find(
                        "code > :after and " + SEARCHED + " order by code",
                        searched(text, kinds).and("after", after))
                .page(0, limit)
                .list();
    }

    /** The number of organisations that a search finds. */
    static long count(String text, Collection<OrganisationKind> kinds) {
        return count(SEARCHED, searched(text, kinds));
    }

    private static Parameters searched(String text, Collection<OrganisationKind> kinds) {
        return Parameters.with("kinds", kinds).and("text", text == null ? "" : text);
    }
}
