package org.prefabtracker.advice;

import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.catalogue.SpecReference;
import org.prefabtracker.catalogue.SpecStore;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFactReader;
import org.prefabtracker.rating.facts.FactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** The rating of a building after hypothetical changes. Stores nothing. */
@Path("/api/v1/projects/{project}/buildings/{building}/ratings/{ruleSet}/what-if")
@Tag(name = "Advice")
@RequiresPermission(Permission.READ_PROJECT)
public class WhatIfResource {

    @Inject
    RuleSets ruleSets;

    @Inject
    FactsReader factsReader;

    @Inject
    ComponentFactReader components;

    @Inject
    SpecStore specs;

    @Inject
    AuditContext auditContext;

    @Inject
    Clock clock;

    /**
     * The changes, in order.
     *
     * @param lens DESIGN by default
     */
    @Schema(name = "WhatIfRequest")
    public record Question(
            Lens lens, @NotNull @Size(min = 1, max = 1_000) List<@Valid ScenarioChange> changes) implements Checked {
        public Question {
            lens = lens == null ? Lens.DESIGN : lens;
        }

        /** A change of an unknown kind is read as null; that is reported once. */
        @Override
        public void check(Violations violations) {
            for (int i = 0; changes != null && i < changes.size(); i++) {
                ErrorLocation place = ErrorLocation.pointer("changes", i, null);
                if (changes.get(i) == null
                        && !violations.name(place)
                        && !violations.name(ErrorLocation.pointer("changes", i, "kind"))) {
                    violations.add(place, null, Violation.REQUIRED, "a change");
                }
            }
        }
    }

    @POST
    @LargeBody(LargeBody.Holds.LIST)
    @Operation(
            operationId = "evaluateWhatIf",
            summary =
                    "The rating before and after hypothetical changes: other specs, more or fewer components, other declared "
                            + "values, pieces lost or at a later stage; nothing is stored")
    public WhatIf ask(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            ParsedBody<Question> sent) {
        auditContext.asks();
        Question question = sent.content();
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        OffsetDateTime now = OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        return Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key key = Building.require(project, buildingCode);
            BuildingFacts facts = factsReader.factsOf(project, key, question.lens(), now.toLocalDate());
            Violations violations = sent.violations();
            boolean readable = violations.isEmpty();
            if (question.changes() == null) {
                violations.throwIfAny();
            }
            var takeOffs = Declaring.of(facts.takeOffs(), question.changes(), violations);
            Scenario supposing = new Scenario(
                    question.changes(),
                    facts.building(),
                    question.lens(),
                    catalogue(project, question.changes()),
                    backgrounds(key, question),
                    facts.joints(),
                    violations);
            if (!readable) {
                violations.throwIfAny();
            }
            components.each(key, question.lens(), supposing::take, supposing::learn);
            supposing.end();
            violations.throwIfAny();
            BuildingFacts supposed = new BuildingFacts(
                    facts.building(), facts.lens(), facts.today(), supposing.lots(), takeOffs, supposing.joints());
            Rating before = Rating.of(project.code(), ruleSet, facts, now);
            Rating after = Rating.of(ruleSet, supposed, now, null, Rating.Leads.NOWHERE);
            return new WhatIf(before, after, WhatIf.Differs.between(before, after), supposing.applied());
        });
    }

    private Map<SpecReference, List<Spec>> catalogue(Project project, List<ScenarioChange> changes) {
        Set<SpecReference> names = changes.stream()
                .filter(Objects::nonNull)
                .flatMap(change -> change.namedSpec().stream())
                .filter(name -> name.code() != null)
                .collect(Collectors.toSet());
        return names.isEmpty() ? Map.of() : specs.revisions(project.id(), names);
    }

    /** Only a swap drops what a component has of its own, and only what is built in counts in part. */
    private static Map<String, Scenario.Background> backgrounds(Building.Key building, Question question) {
        boolean needed = question.lens().builtIn()
                || question.changes().stream().anyMatch(change -> change != null && change.dropsOwnQuantities());
        return needed ? ScenarioSql.backgrounds(building) : Map.of();
    }
}
