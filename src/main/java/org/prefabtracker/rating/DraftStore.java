package org.prefabtracker.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Sha256;

/** Stores proposed rule sets. They are checked like those in force and are never used for official ratings. */
@ApplicationScoped
public class DraftStore {

    private static final int ID_LENGTH = 32;

    @Inject
    RuleSets ruleSets;

    @Inject
    CurrentUser currentUser;

    /** A row of the database. */
    public record Stored(
            String id,
            String ruleSet,
            String name,
            String file,
            String text,
            OffsetDateTime recordedAt,
            String recordedBy) {}

    /** A draft without its content. */
    public record Summary(
            String id, String ruleSet, String name, String file, OffsetDateTime recordedAt, String recordedBy) {
        static Summary of(Stored stored) {
            return new Summary(
                    stored.id(),
                    stored.ruleSet(),
                    stored.name(),
                    stored.file(),
                    stored.recordedAt(),
                    stored.recordedBy());
        }
    }

    /** The computed result of a worked example, which is equal to the stated one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reproduced(String name, BigDecimal percent, boolean qualifies, String grade) {}

    /**
     * A checked draft.
     *
     * @param official always false
     * @param inForce the id of the rule set in force with the same id, where there is one
     * @param examples the computed worked examples
     * @param impact the path of its impact on a region
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Checked(
            String id,
            String ruleSet,
            String name,
            String document,
            String jurisdiction,
            LocalDate validFrom,
            LocalDate validTo,
            boolean provisional,
            boolean official,
            String inForce,
            String file,
            OffsetDateTime recordedAt,
            String recordedBy,
            List<Reproduced> examples,
            String impact,
            RuleSet content) {}

    private static final String SELECT = """
            select d.id, d.rule_set, d.name, d.file, d.text, d.recorded_at, p.name as recorded_by
            from rule_set_draft d join person p on p.id = d.recorded_by
            """;

    /**
     * Stores a text; the same text again is the same draft. Returns its id and whether it is new.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 or 422 with every violation; nothing is then stored
     */
    Kept keep(Handle handle, String file, String text) {
        RuleSet ruleSet = ruleSets.proposed(file, text);
        String id = Sha256.hex(text).substring(0, ID_LENGTH);
        boolean isNew = handle.createUpdate("""
                        insert into rule_set_draft (id, rule_set, name, file, text, recorded_at, recorded_by)
                        values (:id, :ruleSet, :name, :file, :text, now(), :person) on conflict do nothing""")
                        .bind("id", id)
                        .bind("ruleSet", ruleSet.id())
                        .bind("name", ruleSet.name())
                        .bind("file", file)
                        .bind("text", text)
                        .bind("person", currentUser.personId())
                        .execute()
                == 1;
        return new Kept(id, isNew);
    }

    /** The draft of a text. */
    record Kept(String id, boolean isNew) {}

    List<Summary> list(Handle handle, String after, int limit) {
        return handle.createQuery(SELECT + " where d.id > :after order by d.id limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Stored.class))
                .map(Summary::of)
                .list();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where no draft has the id */
    Stored require(Handle handle, String id) {
        Optional<Stored> stored = handle.createQuery(SELECT + " where d.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Stored.class))
                .findOne();
        return stored.orElseThrow(() -> Problems.notFound("draft", id));
    }

    /**
     * The rule set of a draft, for computations that are not official.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where no draft has the id
     */
    public RuleSet ruleSet(Handle handle, String id) {
        Stored stored = require(handle, id);
        return ruleSets.proposed(stored.file(), stored.text());
    }

    Checked checked(Stored stored) {
        RuleSet ruleSet = ruleSets.proposed(stored.file(), stored.text());
        return new Checked(
                stored.id(),
                ruleSet.id(),
                ruleSet.name(),
                ruleSet.document(),
                ruleSet.jurisdiction(),
                ruleSet.validFrom(),
                ruleSet.validTo(),
                ruleSet.provisional(),
                false,
                ruleSets.find(ruleSet.id()).map(RuleSet::id).orElse(null),
                stored.file(),
                stored.recordedAt(),
                stored.recordedBy(),
                ruleSet.examples().stream()
                        .map(example -> new Reproduced(
                                example.name(),
                                example.gives().percent(),
                                example.gives().qualifies(),
                                example.gives().grade()))
                        .toList(),
                "/api/v1/rule-sets/drafts/" + stored.id() + "/impact",
                ruleSet);
    }
}
