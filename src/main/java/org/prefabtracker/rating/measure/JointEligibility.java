package org.prefabtracker.rating.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.joint.JointExclusion;
import org.prefabtracker.joint.JointExclusion.Why;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.joint.JointNote;
import org.prefabtracker.joint.JointRule;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.message.Unit;

/**
 * Decides which joints of a building count in the items of a rule set under a lens, with the reasons why other joints do not
 * count. The sums of a rating and the list of joints use the same decision. Pure.
 */
public final class JointEligibility {

    private static final String VOLUME = "m3";

    private final RuleSet ruleSet;
    private final BuildingFacts facts;
    private final Map<String, StoreyKind> storeys;

    /** @param facts of the building; joints and lots are not read */
    public JointEligibility(RuleSet ruleSet, BuildingFacts facts) {
        this.ruleSet = ruleSet;
        this.facts = facts;
        this.storeys = facts.building().storeyList().stream()
                .collect(Collectors.toMap(Building.Storey::code, Building.Storey::kind));
    }

    /**
     * Whether a joint counts in an item.
     *
     * @param item null where no item counts joints of the kind
     * @param adds the amount that it adds to the numerator; 0 where it does not count
     * @param why the reasons why it does not count; empty where it counts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JointVerdict")
    public record Verdict(
            String item,
            String clause,
            boolean counts,
            BigDecimal adds,
            String unit,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<JointExclusion> why) {}

    /** The verdict of each item that counts joints of the kind; a single verdict without an item where none does. */
    public List<Verdict> of(JointFact joint) {
        List<Verdict> verdicts =
                ruleSet.items().flatMap(item -> of(joint, item).stream()).toList();
        return verdicts.isEmpty() ? List.of(unknown(joint)) : verdicts;
    }

    private Verdict unknown(JointFact joint) {
        return new Verdict(
                null,
                null,
                false,
                BigDecimal.ZERO,
                null,
                List.of(new JointExclusion(Why.NO_RULE, null, JointNote.NO_RULE.of(ruleSet.id(), joint.kind()))));
    }

    /** Empty where the item counts no joints of the kind. */
    Optional<Verdict> of(JointFact joint, RuleSet.Item item) {
        return item.measured().jointRules().stream()
                .filter(rule -> rule.kind() == joint.kind())
                .findFirst()
                .map(rule -> judged(joint, item, rule));
    }

    private Verdict judged(JointFact joint, RuleSet.Item item, JointRule rule) {
        String unit = item.measured().unit();
        BigDecimal amount = unit.equals(VOLUME) ? joint.volumeM3() : joint.areaM2();
        List<JointExclusion> why = new ArrayList<>(rule.against(joint));
        if (amount == null) {
            why.add(new JointExclusion(Why.UNSTATED, rule.clause(), JointNote.NO_AMOUNT.of(new Unit(unit))));
        }
        storey(joint).ifPresent(why::add);
        if (ruleSet.countsByMass(item, facts.building().structure())) {
            why.add(new JointExclusion(
                    Why.BY_MASS,
                    item.clause(),
                    JointNote.BY_MASS.of(facts.building().structure())));
        }
        DeclaredQuantity sum = joint.kind().measure();
        if (facts.takeOffs().values().stream()
                .anyMatch(takeOff -> takeOff.measures().containsKey(sum.key()))) {
            why.add(new JointExclusion(Why.DECLARED, null, JointNote.SUM_DECLARED.of(sum)));
        }
        for (JointFact.Joined joined : joint.joins()) {
            if (joined.seen() == JointFact.Seen.CANCELLED) {
                why.add(new JointExclusion(
                        Why.CANCELLED_COMPONENT, null, JointNote.COMPONENT_CANCELLED.of(joined.component())));
            } else if (joined.seen() == JointFact.Seen.NOT_YET) {
                why.add(new JointExclusion(
                        Why.NOT_AT_LENS, null, JointNote.COMPONENT_NOT_AT_LENS.of(joined.component(), facts.lens())));
            }
        }
        boolean counts = why.isEmpty();
        return new Verdict(
                item.id(),
                rule.clause(),
                counts,
                counts ? Fractions.plain(amount) : BigDecimal.ZERO,
                unit,
                List.copyOf(why));
    }

    private Optional<JointExclusion> storey(JointFact joint) {
        StoreyKind kind = storeys.get(joint.storey());
        if (kind != null && ruleSet.settings().storeyKinds().contains(kind)) {
            return Optional.empty();
        }
        List<StoreyKind> rated = ruleSet.settings().storeyKinds().stream()
                .sorted(Comparator.comparing(Enum::name))
                .toList();
        Note why = kind == null
                ? JointNote.STOREY_UNKNOWN.of(joint.storey(), rated)
                : JointNote.STOREY_NOT_RATED.of(joint.storey(), kind, rated);
        return Optional.of(new JointExclusion(Why.STOREY, null, why));
    }
}
