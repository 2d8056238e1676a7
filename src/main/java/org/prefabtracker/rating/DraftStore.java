package org.prefabtracker.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.persistence.DatabaseTime;
import org.prefabtracker.shared.persistence.Sql;
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

    @Inject
    AuditContext auditContext;

    /** A draft without its content. */
    @Schema(name = "DraftSummary")
    public record Summary(
            String id, String ruleSet, String name, String file, OffsetDateTime recordedAt, String recordedBy) {
        static Summary from(RuleSetDraft draft) {
            return new Summary(draft.id, draft.ruleSet, draft.name, draft.file, draft.recordedAt, draft.recordedByName);
        }
    }

    /** The computed result of a worked example, which is equal to the stated one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReproducedExample")
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
    @Schema(name = "CheckedDraft")
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

    /** A stored draft and whether it is new. */
    record Kept(RuleSetDraft draft, boolean isNew) {}

    /**
     * Stores a text; the same text again is the same draft. Returns its id and whether it is new.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 or 422 with every violation; nothing is then stored
     */
    Kept keep(String file, String text) {
        RuleSet ruleSet = ruleSets.proposed(file, text);
        Account account = currentUser.account();
        String id = id(text);
        Optional<RuleSetDraft> former = RuleSetDraft.find(account, id);
        if (former.isEmpty() && RuleSetDraft.findAny(id).isPresent()) {
            // the draft of a regulator whom the user does not see must not show by its id
            id = id(account.organisation() + "\n" + text);
            former = RuleSetDraft.find(account, id);
        }
        if (former.isPresent()) {
            return new Kept(former.get(), false);
        }
        RuleSetDraft draft = new RuleSetDraft();
        draft.id = id;
        draft.ruleSet = ruleSet.id();
        draft.name = ruleSet.name();
        draft.file = file;
        draft.text = text;
        draft.recordedAt = DatabaseTime.now();
        draft.recordedBy = currentUser.personId();
        draft.recordedByName = currentUser.account().name();
        draft.persistAndFlush();
        return new Kept(draft, true);
    }

    private static String id(String text) {
        return Sha256.hex(text).substring(0, ID_LENGTH);
    }

    /** The drafts that the current user may see, after an id, in order of id. */
    List<Summary> list(String after, int limit) {
        return RuleSetDraft.listAfter(currentUser.account(), after, limit).stream()
                .map(Summary::from)
                .toList();
    }

    /** The number of those. */
    long count() {
        return RuleSetDraft.count(currentUser.account());
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where no draft has the id, or the current user may not see it */
    RuleSetDraft require(String id) {
        return RuleSetDraft.find(currentUser.account(), id).orElseThrow(() -> Problems.notFound("draft", id));
    }

    /**
     * Deletes a draft.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where no draft has the id, 403 where another organisation sent it
     */
    void delete(String id) {
        RuleSetDraft draft = require(id);
        Summary former = Summary.from(draft);
        boolean own = Sql.select(
                        "select organisation_id = ? from person where id = ?",
                        currentUser.organisationId(),
                        draft.recordedBy)
                .mapTo(Boolean.class)
                .one();
        if (!own && !currentUser.account().isOperator()) {
            throw Problems.of(403, "Another organisation sent the draft");
        }
        auditContext.changes(former, null);
        draft.delete();
        auditContext.answers(204);
    }

    /**
     * The rule set of a draft, for computations that are not official.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where no draft has the id
     */
    public RuleSet ruleSet(String id) {
        RuleSetDraft draft = require(id);
        return ruleSets.proposed(draft.file, draft.text);
    }

    Checked checked(RuleSetDraft draft) {
        RuleSet ruleSet = ruleSets.proposed(draft.file, draft.text);
        return new Checked(
                draft.id,
                ruleSet.id(),
                ruleSet.name(),
                ruleSet.document(),
                ruleSet.jurisdiction(),
                ruleSet.validity().validFrom(),
                ruleSet.validity().validTo(),
                ruleSet.provisional(),
                false,
                ruleSets.find(ruleSet.id()).map(RuleSet::id).orElse(null),
                draft.file,
                draft.recordedAt,
                draft.recordedByName,
                ruleSet.examples().stream()
                        .map(example -> new Reproduced(
                                example.name(),
                                example.gives().percent(),
                                example.gives().qualifies(),
                                example.gives().grade()))
                        .toList(),
                "/api/v1/rule-sets/drafts/" + draft.id + "/impact",
                ruleSet);
    }
}
