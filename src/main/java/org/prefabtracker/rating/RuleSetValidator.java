package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.joint.JointRule;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** What must hold in a rule set beyond the types of its fields: names that exist, ranges the right way up, examples. */
final class RuleSetValidator {

    private static final Set<String> JOINTS_IN = Set.of("m3", "m2");

    private final RuleSet ruleSet;
    private final Violations violations;
    private final Map<String, RuleSet> others;
    private final Map<String, RuleSet.Item> items = new HashMap<>();
    private final Map<String, RuleSet.Group> groups = new HashMap<>();

    private RuleSetValidator(RuleSet ruleSet, Map<String, RuleSet> others, Violations violations) {
        this.ruleSet = ruleSet;
        this.others = others;
        this.violations = violations;
    }

    /**
     * Adds everything that is wrong; examples are only computed where nothing else is.
     *
     * @param others the rule sets there are, by id
     */
    static void check(RuleSet ruleSet, Map<String, RuleSet> others, Violations violations) {
        RuleSetValidator check = new RuleSetValidator(ruleSet, others, violations);
        check.editions();
        check.items();
        check.whole();
        check.prerequisites();
        check.grades();
        if (ruleSet.settings().cavityCounts()) {
            check.violation(
                    "/settings/cavityCounts",
                    true,
                    Violation.OUT_OF_RANGE,
                    "no quantity tells a cavity, so it is false");
        }
        if (ruleSet.validTo() != null && ruleSet.validTo().isBefore(ruleSet.validFrom())) {
            check.violation("/validTo", ruleSet.validTo(), Violation.OUT_OF_RANGE, "not before validFrom");
        }
        if (violations.isEmpty()) {
            check.examples();
        }
    }

    private void items() {
        for (int g = 0; g < ruleSet.groups().size(); g++) {
            RuleSet.Group group = ruleSet.groups().get(g);
            if (groups.putIfAbsent(group.id(), group) != null) {
                violation("/groups/" + g + "/id", group.id(), Violation.DUPLICATE, "another group has this id");
            }
            for (int i = 0; i < group.items().size(); i++) {
                RuleSet.Item item = group.items().get(i);
                String place = "/groups/" + g + "/items/" + i;
                if (items.putIfAbsent(item.id(), item) != null) {
                    violation(place + "/id", item.id(), Violation.DUPLICATE, "another item has this id");
                }
                measured(item, place + "/measured");
                points(item.points(), place + "/points");
                weight(item, place);
            }
            minimum(group, "/groups/" + g + "/minimum");
        }
    }

    private void points(RuleSet.Points points, String place) {
        if (points instanceof RuleSet.Linear linear) {
            upwards(place + "/to", linear.from(), linear.to());
            notBelow(place + "/high", linear.high(), linear.low(), "low");
        } else if (points instanceof RuleSet.LinearThenStep stepped) {
            upwards(place + "/to", stepped.from(), stepped.to());
            notBelow(place + "/high", stepped.high(), stepped.low(), "low");
            notBelow(place + "/then", stepped.then(), stepped.high(), "high");
        }
    }

    private void notBelow(String place, BigDecimal upper, BigDecimal lower, String what) {
        if (upper.compareTo(lower) < 0) {
            violation(place, upper, Violation.OUT_OF_RANGE, "not below " + what);
        }
    }

    private void weight(RuleSet.Item item, String place) {
        if (item.weight() == null) {
            return;
        }
        role(place + "/weight/input", item.weight().input(), DeclaredQuantity.Role.INPUT);
        if (!(ruleSet.percent() instanceof RuleSet.SumOfPoints)) {
            violation(
                    place + "/weight",
                    null,
                    Violation.INCONSISTENT,
                    "weights go with a percent of kind SUM_OF_POINTS; another divides by unweighted points");
        }
    }

    /** A minimum is shown with the group; what enforces it is the prerequisite. */
    private void minimum(RuleSet.Group group, String place) {
        BigDecimal enforced = null;
        for (int i = 0; i < ruleSet.prerequisites().size(); i++) {
            if (ruleSet.prerequisites().get(i) instanceof RuleSet.GroupAtLeast wanted
                    && wanted.group().equals(group.id())) {
                enforced = wanted.atLeast();
                if (enforced.compareTo(group.max()) > 0) {
                    violation(
                            "/prerequisites/" + i + "/atLeast",
                            enforced,
                            Violation.OUT_OF_RANGE,
                            "at most " + group.max().toPlainString() + ", the most the group can earn");
                }
            }
        }
        boolean agree = group.minimum() == null
                ? enforced == null
                : enforced != null && enforced.compareTo(group.minimum()) == 0;
        if (!agree) {
            violation(
                    place,
                    group.minimum(),
                    Violation.INCONSISTENT,
                    enforced == null
                            ? "no prerequisite of kind GROUP enforces it"
                            : "a prerequisite wants at least " + enforced.toPlainString());
        }
    }

    private void editions() {
        if (Set.of("drafts", "schema").contains(ruleSet.id())) {
            violation("/id", ruleSet.id(), Violation.BAD_CODE, "this name is taken by an address");
        }
        Set<String> seen = new LinkedHashSet<>(Set.of(ruleSet.id()));
        for (String before = ruleSet.replaces(); before != null; ) {
            if (!seen.add(before)) {
                violation(
                        "/replaces",
                        ruleSet.replaces(),
                        Violation.INCONSISTENT,
                        "a cycle: " + String.join(", ", seen) + " replace each other");
                return;
            }
            before = others.containsKey(before) ? others.get(before).replaces() : null;
        }
    }

    /** What a percent divides by never comes to 0 or less, whatever is absent. */
    private void whole() {
        if (ruleSet.percent() instanceof RuleSet.PointsOfWhatIsThere whole) {
            BigDecimal absent = items.values().stream()
                    .filter(RuleSetValidator::canBeAbsent)
                    .map(item -> item.points().max())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (whole.of().compareTo(absent) <= 0) {
                violation(
                        "/percent/of",
                        whole.of(),
                        Violation.OUT_OF_RANGE,
                        "more than " + absent.toPlainString() + ", the points of everything that can be absent");
            }
        }
    }

    private static boolean canBeAbsent(RuleSet.Item item) {
        return item.absentWith() != null
                || item.measured() instanceof RuleSet.Pooled pooled
                        && pooled.pools().stream().allMatch(pool -> pool.absentWith() != null);
    }

    private void measured(RuleSet.Item item, String place) {
        if (item.absentWith() != null && !(item.measured() instanceof RuleSet.Ratio)) {
            violation(
                    place.substring(0, place.lastIndexOf('/')) + "/absentWith",
                    item.absentWith().key(),
                    Violation.INCONSISTENT,
                    item.measured() instanceof RuleSet.YesNoMeasure
                            ? "a fact is declared either way; it is never absent"
                            : "only a RATIO is absent as a whole; each of the pools says it of itself");
        }
        if (item.measured() instanceof RuleSet.YesNoMeasure fact) {
            role(place + "/fact", fact.fact(), DeclaredQuantity.Role.FACT);
        } else if (item.measured() instanceof RuleSet.Ratio ratio) {
            ratio(item, ratio, place);
        } else if (item.measured() instanceof RuleSet.Pooled pooled) {
            pools(pooled, place);
        } else if (item.measured() instanceof RuleSet.Factored factored) {
            systems(factored, place);
        } else if (item.measured() instanceof RuleSet.ShareOfWhole share) {
            share(share, place);
        } else if (item.measured() instanceof RuleSet.Remainder remainder) {
            role(place + "/whole", remainder.whole(), DeclaredQuantity.Role.DENOMINATOR);
            roles(place + "/less", remainder.less(), DeclaredQuantity.Role.INPUT);
            remainder
                    .less()
                    .forEach(measure ->
                            unit(place + "/less", measure, remainder.whole().unit()));
        } else if (item.measured() instanceof RuleSet.DeclaredRatio given) {
            role(place + "/measure", given.measure(), DeclaredQuantity.Role.NUMERATOR);
        }
        apart(item.measured().selections(), place);
    }

    private void ratio(RuleSet.Item item, RuleSet.Ratio ratio, String place) {
        role(place + "/denominator", ratio.denominator(), DeclaredQuantity.Role.DENOMINATOR);
        roles(place + "/declared", ratio.declared(), DeclaredQuantity.Role.NUMERATOR);
        counts(place, ratio.selections(), ratio.declared(), ratio.denominator().unit());
        joints(item, ratio, place);
        if (ratio.provided() != null) {
            role(place + "/provided", ratio.provided(), DeclaredQuantity.Role.FACT);
        }
        if (ratio.components() == null && ratio.byMass() != null) {
            violation(place + "/byMass", null, Violation.INCONSISTENT, "no components are selected");
        }
    }

    private void joints(RuleSet.Item item, RuleSet.Ratio ratio, String place) {
        Set<JointKind> seen = new HashSet<>();
        for (int i = 0; i < ratio.joints().size(); i++) {
            JointRule rule = ratio.joints().get(i);
            String at = place + "/joints/" + i;
            if (!seen.add(rule.kind())) {
                violation(at + "/kind", rule.kind(), Violation.DUPLICATE, "the item has a rule for this kind already");
            }
            if (rule.heightUpToMm() != null && rule.heightUpToColumnSide()) {
                violation(at + "/heightUpToColumnSide", true, Violation.INCONSISTENT, "either this or heightUpToMm");
            }
            if (rule.joins().isEmpty() && rule.atLeast() > 1) {
                violation(
                        at + "/joins",
                        null,
                        Violation.REQUIRED,
                        "the categories of which it joins at least " + rule.atLeast());
            }
        }
        String unit = ratio.denominator().unit();
        if (!seen.isEmpty() && !JOINTS_IN.contains(unit)) {
            violation(
                    place + "/joints",
                    ratio.denominator().key(),
                    Violation.INCONSISTENT,
                    "joints state a volume in m3 and an area in m2, where what there is is in " + unit);
        }
        if (!seen.isEmpty() && item.absentWith() != null) {
            violation(
                    place + "/joints",
                    item.absentWith().key(),
                    Violation.INCONSISTENT,
                    "what the item is about can be absent, its joints cannot");
        }
    }

    private void pools(RuleSet.Pooled pooled, String place) {
        String unit = pooled.pools().get(0).denominator().unit();
        for (int i = 0; i < pooled.pools().size(); i++) {
            RuleSet.Pool pool = pooled.pools().get(i);
            String at = place + "/pools/" + i;
            role(at + "/denominator", pool.denominator(), DeclaredQuantity.Role.DENOMINATOR);
            unit(at + "/denominator", pool.denominator(), unit);
            roles(at + "/declared", pool.declared(), DeclaredQuantity.Role.NUMERATOR);
            counts(at, pool.components(), pool.declared(), unit);
        }
    }

    private void systems(RuleSet.Factored factored, String place) {
        role(place + "/denominator", factored.denominator(), DeclaredQuantity.Role.DENOMINATOR);
        for (int i = 0; i < factored.systems().size(); i++) {
            RuleSet.System system = factored.systems().get(i);
            String at = place + "/systems/" + i;
            roles(at + "/declared", system.declared(), DeclaredQuantity.Role.NUMERATOR);
            counts(
                    at,
                    system.components(),
                    system.declared(),
                    factored.denominator().unit());
            if ((system.factor() == null) == (system.factorInput() == null)) {
                violation(at, null, Violation.REQUIRED, "either its factor, or the factorInput that asks for it");
            }
            if (system.factorInput() != null) {
                role(at + "/factorInput", system.factorInput(), DeclaredQuantity.Role.INPUT);
            }
        }
    }

    private void share(RuleSet.ShareOfWhole share, String place) {
        role(place + "/rest", share.rest(), DeclaredQuantity.Role.INPUT);
        roles(place + "/declared", share.declared(), DeclaredQuantity.Role.NUMERATOR);
        counts(place, share.selections(), share.declared(), share.rest().unit());
        if (share.components() != null && share.components().quantity() != Quantity.CONCRETE_VOLUME) {
            violation(
                    place + "/components/quantity",
                    share.components().quantity(),
                    Violation.OUT_OF_RANGE,
                    "a SHARE is of " + Quantity.CONCRETE_VOLUME.key() + ", of which the whole bill is known");
        }
    }

    /** Something counts, and all of it in the unit of what there is. */
    private void counts(
            String place, List<RuleSet.Selection> components, List<DeclaredQuantity> declared, String unit) {
        if (components.isEmpty() && declared.isEmpty()) {
            violation(place, null, Violation.REQUIRED, "components, declared measures or both have to count");
        }
        for (RuleSet.Selection selection : components) {
            if (!selection.quantity().unit().equals(unit)) {
                violation(
                        place + "/components",
                        selection.quantity().key(),
                        Violation.INCONSISTENT,
                        "in " + selection.quantity().unit() + ", where what there is is in " + unit);
            }
        }
        declared.forEach(measure -> unit(place + "/declared", measure, unit));
    }

    private void unit(String place, DeclaredQuantity measure, String unit) {
        if (!measure.unit().equals(unit)) {
            violation(place, measure.key(), Violation.INCONSISTENT, "in " + measure.unit() + ", not in " + unit);
        }
    }

    /** No component counts twice in an item. */
    private void apart(List<RuleSet.Selection> selections, String place) {
        for (int i = 0; i < selections.size(); i++) {
            for (int k = 0; k < i; k++) {
                RuleSet.Selection a = selections.get(i);
                RuleSet.Selection b = selections.get(k);
                boolean categories = a.categories().isEmpty()
                        || b.categories().isEmpty()
                        || !Collections.disjoint(a.categories(), b.categories());
                boolean exterior = a.exterior() == null
                        || b.exterior() == null
                        || a.exterior().equals(b.exterior());
                if (categories && exterior) {
                    violation(
                            place,
                            null,
                            Violation.INCONSISTENT,
                            "a component could count twice: tell its selections apart by categories or exterior");
                    return;
                }
            }
        }
    }

    private void roles(String place, List<DeclaredQuantity> measures, DeclaredQuantity.Role role) {
        measures.forEach(measure -> role(place, measure, role));
    }

    private void role(String place, DeclaredQuantity measure, DeclaredQuantity.Role role) {
        if (measure.role() != role) {
            violation(place, measure.key(), Violation.OUT_OF_RANGE, "it is a " + measure.role() + ", not a " + role);
        }
    }

    private void prerequisites() {
        for (int i = 0; i < ruleSet.prerequisites().size(); i++) {
            String place = "/prerequisites/" + i;
            if (ruleSet.prerequisites().get(i) instanceof RuleSet.GroupAtLeast wanted) {
                named(place + "/group", wanted.group(), groups.keySet(), "group");
            } else if (ruleSet.prerequisites().get(i) instanceof RuleSet.ItemEarned wanted) {
                named(place + "/item", wanted.item(), items.keySet(), "item");
            }
        }
    }

    private void grades() {
        if (ruleSet.gradeRequires() != null) {
            named("/gradeRequires/item", ruleSet.gradeRequires().item(), items.keySet(), "item");
        }
        BigDecimal above = BigDecimal.ZERO;
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < ruleSet.grades().size(); i++) {
            RuleSet.Grade grade = ruleSet.grades().get(i);
            String place = "/grades/" + i;
            if (!ids.add(grade.id())) {
                violation(place + "/id", grade.id(), Violation.DUPLICATE, "another grade has this id");
            }
            if (above == null || grade.from().compareTo(above) < 0) {
                violation(
                        place + "/from", grade.from(), Violation.OUT_OF_RANGE, "grades go upwards without overlapping");
            }
            if (grade.to() != null) {
                upwards(place + "/to", grade.from(), grade.to());
            }
            above = grade.to();
        }
    }

    private void examples() {
        for (int i = 0; i < ruleSet.examples().size(); i++) {
            RuleSet.Example example = ruleSet.examples().get(i);
            String place = "/examples/" + i;
            long before = violations.total();
            if ((example.ratios() == null) == (example.building() == null)) {
                violation(place, example.name(), Violation.REQUIRED, "either ratios, or a building to measure");
            } else if (example.ratios() != null) {
                ratios(example, place);
            } else if (example.building().takeOff() != null) {
                Violations own = new Violations();
                example.building().takeOff().check(own);
                own.kept()
                        .forEach(violation -> violation(
                                place + "/building/takeOff" + ((ErrorLocation.Pointer) violation.place()).pointer(),
                                violation.value(),
                                violation.code(),
                                violation.message()));
            }
            if (violations.total() == before) {
                RuleSet.Outcome comesTo = outcome(ruleSet, example);
                if (comesTo.percent() == null || !same(example.gives(), comesTo)) {
                    violation(
                            place + "/gives",
                            example.name(),
                            Violation.INCONSISTENT,
                            "the example does not reproduce; it comes to " + told(comesTo));
                }
            }
        }
    }

    private void ratios(RuleSet.Example example, String place) {
        example.ratios().keySet().forEach(item -> named(place + "/ratios/" + item, item, items.keySet(), "item"));
        example.weights().keySet().forEach(item -> named(place + "/weights/" + item, item, items.keySet(), "item"));
        items.values().stream()
                .filter(item -> !example.ratios().containsKey(item.id()) && !canBeAbsent(item))
                .forEach(item -> violation(
                        place + "/ratios",
                        item.id(),
                        Violation.REQUIRED,
                        "it is left out, which says it is absent, and nothing can be absent that it rests on"));
        items.values().stream()
                .filter(item -> item.weight() != null
                        && !example.weights().containsKey(item.id())
                        && !item.weight().byStructure().containsKey(example.structure()))
                .forEach(item -> violation(
                        place + "/weights",
                        item.id(),
                        Violation.REQUIRED,
                        "its weight for a structure of " + example.structure()));
    }

    /** What an example comes to, computed as a rating is. */
    static RuleSet.Outcome outcome(RuleSet ruleSet, RuleSet.Example example) {
        Score score = Score.of(ruleSet, readings(ruleSet, example));
        return new RuleSet.Outcome(score.groups(), score.absent(), score.percent(), score.qualifies(), score.grade());
    }

    private static Map<String, MeasurementOutcome> readings(RuleSet ruleSet, RuleSet.Example example) {
        if (example.building() != null) {
            BuildingFacts facts = ExampleFacts.of(ruleSet, example);
            return ruleSet.items()
                    .collect(Collectors.toMap(RuleSet.Item::id, item -> ItemMeasurement.of(ruleSet, item, facts)
                            .reading()));
        }
        return ruleSet.items().collect(Collectors.toMap(RuleSet.Item::id, item -> {
            BigDecimal percent = example.ratios().get(item.id());
            return percent == null
                    ? new MeasurementOutcome.NotApplicable(
                            new AbsentFeature(item.absentWith(), null, null), TakeOff.Phase.DESIGN)
                    : new MeasurementOutcome.Known(
                            Fractions.of(percent).divide(100), Fractions.of(weight(item, example)));
        }));
    }

    private static BigDecimal weight(RuleSet.Item item, RuleSet.Example example) {
        BigDecimal said = example.weights().get(item.id());
        if (said != null || item.weight() == null) {
            return said == null ? BigDecimal.ONE : said;
        }
        return item.weight().byStructure().get(example.structure());
    }

    private static String told(RuleSet.Outcome outcome) {
        return "points " + outcome.points() + ", absent " + outcome.absent() + ", percent " + outcome.percent()
                + (outcome.qualifies() ? ", qualifies" : ", does not qualify")
                + (outcome.grade() == null ? "" : ", grade " + outcome.grade());
    }

    private static boolean same(RuleSet.Outcome a, RuleSet.Outcome b) {
        return a.points().keySet().equals(b.points().keySet())
                && a.points().keySet().stream()
                        .allMatch(group ->
                                a.points().get(group).compareTo(b.points().get(group)) == 0)
                && a.absent().compareTo(b.absent()) == 0
                && a.percent().compareTo(b.percent()) == 0
                && a.qualifies() == b.qualifies()
                && Objects.equals(a.grade(), b.grade());
    }

    private void upwards(String place, BigDecimal from, BigDecimal to) {
        if (from.compareTo(to) >= 0) {
            violation(place, to, Violation.OUT_OF_RANGE, "above " + from.toPlainString() + ", where the range begins");
        }
    }

    private void named(String place, String name, Set<String> there, String what) {
        if (!there.contains(name)) {
            violation(
                    place,
                    name,
                    Violation.NOT_FOUND,
                    "there is no such " + what + "; there are "
                            + String.join(", ", there.stream().sorted().toList()));
        }
    }

    private void violation(String place, Object value, String code, String message) {
        violations.add(new ErrorLocation.Pointer(place), value, code, message);
    }
}
