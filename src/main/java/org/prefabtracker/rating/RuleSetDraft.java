package org.prefabtracker.rating;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;

/** A proposed rule set, as it was sent. It is never changed: another text is another draft. */
@Entity
@Immutable
public class RuleSetDraft extends PanacheEntityBase {

    /** The beginning of the text's SHA-256. */
    @Id
    public String id;

    /** The id that the text gives the rule set. */
    public String ruleSet;

    public String name;
    public String file;
    public String text;

    public OffsetDateTime recordedAt;

    /** The internal id of the person; never leaves the server. */
    public long recordedBy;

    @Formula("(select person.name from person where person.id = recorded_by)")
    public String recordedByName;

    /** The draft of an id. */
    static Optional<RuleSetDraft> find(String id) {
        return findByIdOptional(id);
    }

    /** Drafts after an id, in order of id. */
    static List<RuleSetDraft> listAfter(String after, int limit) {
        return RuleSetDraft.<RuleSetDraft>find("id > ?1 order by id", after)
                .page(0, limit)
                .list();
    }
}
