package org.prefabtracker.rating;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.prefabtracker.access.Account;

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

    /** The region of the regulator who sent it; null: the operator did. */
    @Formula(
            "(select o.region_code from person p join organisation o on o.id = p.organisation_id where p.id = recorded_by)")
    public String region;

    private static final String VISIBLE = "(?1 = true or region like ?2)";

    /** The draft of an id, whoever sent it. */
    static Optional<RuleSetDraft> findAny(String id) {
        return findByIdOptional(id);
    }

    /** The draft of an id; empty where the account may not see it. */
    static Optional<RuleSetDraft> find(Account account, String id) {
        return RuleSetDraft.<RuleSetDraft>find(VISIBLE + " and id = ?3", account.seesAll(), pattern(account), id)
                .firstResultOptional();
    }

    /** The drafts that an account may see: a regulator those from its region or below, the operator all. */
    static List<RuleSetDraft> listAfter(Account account, String after, int limit) {
        return RuleSetDraft.<RuleSetDraft>find(
                        VISIBLE + " and id > ?3 order by id", account.seesAll(), pattern(account), after)
                .page(0, limit)
                .list();
    }

    /** The number of those. */
    static long count(Account account) {
        return RuleSetDraft.count(VISIBLE, account.seesAll(), pattern(account));
    }

    private static String pattern(Account account) {
        return account.seesAll() ? "%" : account.regionPattern();
    }
}
