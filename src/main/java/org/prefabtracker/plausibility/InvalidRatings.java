package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.MultiRuleSetRating;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.share.EffectiveRuleSets;

/**
 * Items that are INVALID in the ratings of a building by the rule set in force. Checked under DESIGN, and under PRODUCED for all
 * later lenses: these count a part of what PRODUCED counts and compare it with the same total.
 */
@ApplicationScoped
class InvalidRatings implements Check {

    @Inject
    Clock clock;

    @Inject
    EffectiveRuleSets effective;

    @Inject
    RuleSets ruleSets;

    @Inject
    MultiRuleSetRating ratings;

    @Override
    public FindingKind kind() {
        return FindingKind.MORE_THAN_TOTAL;
    }

    @Override
    public List<Placed> after(Scope scope, String key, int limit) {
        OffsetDateTime now = OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        Map<Long, List<RuleSet>> wanted = new HashMap<>();
        effective
                .inForce(scope.project(), scope.building(), now.toLocalDate())
                .forEach((building, ruleSet) ->
                        ruleSets.find(ruleSet).ifPresent(found -> wanted.put(building, List.of(found))));
        List<Placed> placed = new ArrayList<>();
        for (Lens lens : List.of(Lens.DESIGN, Lens.PRODUCED)) {
            ratings.of(scope.project(), wanted, lens, now).values().forEach(rated -> rated.ratings()
                    .forEach(rating -> placed.addAll(impossible(scope, rated.building(), rating))));
        }
        return placed.stream()
                .filter(each -> each.key().compareTo(key) > 0)
                .sorted(Comparator.comparing(Placed::key))
                .limit(limit)
                .toList();
    }

    private List<Placed> impossible(Scope scope, Building building, Rating rating) {
        return rating.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(item -> item.status() == Rating.Status.INVALID)
                .map(item -> new Placed(
                        String.join("\u001f", building.code(), rating.lens().name(), item.id()),
                        finding(scope, building, rating, item)))
                .toList();
    }

    private Finding finding(Scope scope, Building building, Rating rating, Rating.Finding item) {
        List<Finding.Evidence> evidence = new ArrayList<>();
        evidence.add(Finding.Evidence.at(
                RatingLinks.rating(scope.project().code(), building.code(), rating.ruleSet(), rating.lens())));
        Long pieces = null;
        if (item.evidence() != null) {
            evidence.add(Finding.Evidence.at(item.evidence().href()));
            pieces = item.evidence().components();
        }
        return new Finding(
                kind(),
                kind().severity(),
                new Finding.Where(building.code(), null, null, null),
                item.id(),
                item.ratio().numerator() == null || item.ratio().denominator() == null
                        ? null
                        : Finding.Figures.of(
                                item.ratio().denominator(),
                                item.ratio().numerator(),
                                item.ratio().unit()),
                PlausibilityNote.ITEM_INVALID.of(item.id(), rating.ruleSet(), rating.lens(), item.message()),
                null,
                pieces,
                evidence,
                List.of());
    }
}
