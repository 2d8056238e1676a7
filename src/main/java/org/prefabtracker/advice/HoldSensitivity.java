package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.prefabtracker.rating.ComponentContributions;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.facts.SpecRevision;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * Takes the components of a building one by one and computes the rating if held pieces are scrapped. Components that are not held
 * are summed up at once; each case is a rating of those sums and of held components. Pure.
 */
final class HoldSensitivity {

    /** The number of groups of each kind that are rated and listed. */
    static final int LISTED = 20;

    private record Piece(
            ComponentFact component,
            CountedSpec spec,
            BuildingFacts.Lot lot,
            ComponentFact lost,
            BuildingFacts.Lot scrapped,
            Set<String> items) {}

    private record Group(Sensitivity.By by, String of) {}

    private final RuleSet ruleSet;
    private final BuildingFacts facts;
    private final OffsetDateTime now;
    private final ComponentContributions contributions;
    private final Map<SpecRevision, CountedSpec> specs = new LinkedHashMap<>();
    private final LotAggregator rest = new LotAggregator();
    private final List<Piece> pieces = new ArrayList<>();

    HoldSensitivity(RuleSet ruleSet, BuildingFacts facts, OffsetDateTime now) {
        this.ruleSet = ruleSet;
        this.facts = facts;
        this.now = now;
        this.contributions = new ComponentContributions(ruleSet, facts);
    }

    void learn(CountedSpec spec) {
        specs.put(spec.named(), spec);
    }

    void take(ComponentFact component) {
        if (!component.counts() || !component.held()) {
            rest.add(component);
            return;
        }
        CountedSpec spec = specs.get(component.ofSpec());
        ComponentFact lost = HypotheticalComponent.scrapped(component, facts.lens());
        pieces.add(new Piece(
                component,
                spec,
                LotAggregator.of(component, spec),
                lost,
                LotAggregator.of(lost, spec),
                contributions.of(component, spec).keySet()));
    }

    Sensitivity sensitivity(Rating rating, List<SafetyMargin> reserves) {
        List<BuildingFacts.Lot> others = rest.of(specs.values());
        List<Sensitivity.Loss> losses = new ArrayList<>();
        biggest().forEach((group, count) -> losses.add(loss(rating, group, others, count, piece -> in(group, piece))));
        losses.sort(Comparator.comparing(
                        Sensitivity.Loss::percent, Comparator.nullsLast(Comparator.<BigDecimal>reverseOrder()))
                .thenComparing(Comparator.comparing(Sensitivity.Loss::pieces).reversed())
                .thenComparing(Sensitivity.Loss::by)
                .thenComparing(Sensitivity.Loss::of));
        return new Sensitivity(
                ruleSet.id(),
                rating.building(),
                rating.lens(),
                rating.kind(),
                now,
                rating.result(),
                pieces.isEmpty() ? null : loss(rating, new Group(null, null), others, pieces.size(), piece -> true),
                losses,
                reserves);
    }

    /** The groups with the most pieces, of each kind. */
    private Map<Group, Long> biggest() {
        Map<Group, Long> counts = new HashMap<>();
        for (Piece piece : pieces) {
            groups(piece).forEach(group -> counts.merge(group, 1L, Long::sum));
        }
        Map<Group, Long> biggest = new LinkedHashMap<>();
        for (Sensitivity.By by : Sensitivity.By.values()) {
            counts.entrySet().stream()
                    .filter(entry -> entry.getKey().by() == by)
                    .sorted(Map.Entry.<Group, Long>comparingByValue().reversed().thenComparing(entry -> entry.getKey()
                            .of()))
                    .limit(LISTED)
                    .forEach(entry -> biggest.put(entry.getKey(), entry.getValue()));
        }
        return biggest;
    }

    private static Set<Group> groups(Piece piece) {
        Set<Group> groups = new LinkedHashSet<>();
        piece.items().forEach(item -> groups.add(new Group(Sensitivity.By.ITEM, item)));
        piece.component().piece().holds().forEach(hold -> groups.add(new Group(Sensitivity.By.HOLD, hold)));
        if (piece.component().mark() != null) {
            groups.add(new Group(Sensitivity.By.MARK, piece.component().mark()));
        }
        return groups;
    }

    private static boolean in(Group group, Piece piece) {
        return switch (group.by()) {
            case ITEM -> piece.items().contains(group.of());
            case HOLD -> piece.component().piece().holds().contains(group.of());
            case MARK -> group.of().equals(piece.component().mark());
        };
    }

    private Sensitivity.Loss loss(
            Rating rating, Group group, List<BuildingFacts.Lot> others, long count, Predicate<Piece> scrapped) {
        List<BuildingFacts.Lot> lots = new ArrayList<>(others);
        Joining joining = new Joining(facts.joints());
        for (Piece piece : pieces) {
            boolean isLost = scrapped.test(piece);
            lots.add(isLost ? piece.scrapped() : piece.lot());
            if (isLost) {
                joining.see(piece.lost(), piece.spec());
            }
        }
        Rating.Result result = Rating.of(ruleSet, facts.with(lots, joining.joints()), now, null, Rating.Leads.NOWHERE)
                .result();
        BigDecimal before = rating.result().percent();
        return new Sensitivity.Loss(
                group.by(),
                group.of(),
                count,
                before == null || result.percent() == null ? null : before.subtract(result.percent()),
                result);
    }
}
