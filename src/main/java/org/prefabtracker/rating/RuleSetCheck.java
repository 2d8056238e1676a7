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
import org.prefabtracker.project.Absence;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.Measure;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;

/** What must hold in a rule set beyond the types of its fields: names that exist, ranges the right way up, examples. */
final class RuleSetCheck {

    private static final Set<String> JOINTS_IN = Set.of("m3", "m2");

    private final RuleSet ruleSet;
    private final Faults faults;
    private final Map<String, RuleSet> others;
    private final Map<String, RuleSet.Item> items = new HashMap<>();
    private final Map<String, RuleSet.Group> groups = new HashMap<>();

    private RuleSetCheck(RuleSet ruleSet, Map<String, RuleSet> others, Faults faults) {
        this.ruleSet = ruleSet;
        this.others = others;
        this.faults = faults;
    }

    /**
     * Adds everything that is wrong; examples are only computed where nothing else is.
     *
     * @param others the rule sets there are, by id
     */
    static void check(RuleSet ruleSet, Map<String, RuleSet> others, Faults faults) {
        RuleSetCheck check = new RuleSetCheck(ruleSet, others, faults);
        check.editions();
        check.items();
        check.whole();
        check.prerequisites();
        check.grades();
        if (ruleSet.settings().cavityCounts()) {
            check.fault(
                    "/settings/cavityCounts", true, Fault.OUT_OF_RANGE, "no quantity tells a cavity, so it is false");
        }
        if (ruleSet.validTo() != null && ruleSet.validTo().isBefore(ruleSet.validFrom())) {
            check.fault("/validTo", ruleSet.validTo(), Fault.OUT_OF_RANGE, "not before validFrom");
        }
        if (faults.isEmpty()) {
            check.examples();
        }
    }

    private void items() {
        for (int g = 0; g < ruleSet.groups().size(); g++) {
            RuleSet.Group group = ruleSet.groups().get(g);
            if (groups.putIfAbsent(group.id(), group) != null) {
                fault("/groups/" + g + "/id", group.id(), Fault.DUPLICATE, "another group has this id");
            }
            for (int i = 0; i < group.items().size(); i++) {
                RuleSet.Item item = group.items().get(i);
                String place = "/groups/" + g + "/items/" + i;
                if (items.putIfAbsent(item.id(), item) != null) {
                    fault(place + "/id", item.id(), Fault.DUPLICATE, "another item has this id");
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
            fault(place, upper, Fault.OUT_OF_RANGE, "not below " + what);
        }
    }

    private void weight(RuleSet.Item item, String place) {
        if (item.weight() == null) {
            return;
        }
        role(place + "/weight/input", item.weight().input(), Measure.Role.INPUT);
        if (!(ruleSet.percent() instanceof RuleSet.SumOfPoints)) {
            fault(
                    place + "/weight",
                    null,
                    Fault.INCONSISTENT,
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
                    fault(
                            "/prerequisites/" + i + "/atLeast",
                            enforced,
                            Fault.OUT_OF_RANGE,
                            "at most " + group.max().toPlainString() + ", the most the group can earn");
                }
            }
        }
        boolean agree = group.minimum() == null
                ? enforced == null
                : enforced != null && enforced.compareTo(group.minimum()) == 0;
        if (!agree) {
            fault(
                    place,
                    group.minimum(),
                    Fault.INCONSISTENT,
                    enforced == null
                            ? "no prerequisite of kind GROUP enforces it"
                            : "a prerequisite wants at least " + enforced.toPlainString());
        }
    }

    private void editions() {
        if (Set.of("drafts", "schema").contains(ruleSet.id())) {
            fault("/id", ruleSet.id(), Fault.BAD_CODE, "this name is taken by an address");
        }
        Set<String> seen = new LinkedHashSet<>(Set.of(ruleSet.id()));
        for (String before = ruleSet.replaces(); before != null; ) {
            if (!seen.add(before)) {
                fault(
                        "/replaces",
                        ruleSet.replaces(),
                        Fault.INCONSISTENT,
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
                    .filter(RuleSetCheck::canBeAbsent)
                    .map(item -> item.points().max())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (whole.of().compareTo(absent) <= 0) {
                fault(
                        "/percent/of",
                        whole.of(),
                        Fault.OUT_OF_RANGE,
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
            fault(
                    place.substring(0, place.lastIndexOf('/')) + "/absentWith",
                    item.absentWith().key(),
                    Fault.INCONSISTENT,
                    item.measured() instanceof RuleSet.Fact
                            ? "a fact is declared either way; it is never absent"
                            : "only a RATIO is absent as a whole; each of the pools says it of itself");
        }
        if (item.measured() instanceof RuleSet.Fact fact) {
            role(place + "/fact", fact.fact(), Measure.Role.FACT);
        } else if (item.measured() instanceof RuleSet.Ratio ratio) {
            ratio(item, ratio, place);
        } else if (item.measured() instanceof RuleSet.Pooled pooled) {
            pools(pooled, place);
        } else if (item.measured() instanceof RuleSet.Factored factored) {
            systems(factored, place);
        } else if (item.measured() instanceof RuleSet.Share share) {
            share(share, place);
        } else if (item.measured() instanceof RuleSet.Remainder remainder) {
            role(place + "/whole", remainder.whole(), Measure.Role.DENOMINATOR);
            roles(place + "/less", remainder.less(), Measure.Role.INPUT);
            remainder
                    .less()
                    .forEach(measure ->
                            unit(place + "/less", measure, remainder.whole().unit()));
        } else if (item.measured() instanceof RuleSet.Given given) {
            role(place + "/measure", given.measure(), Measure.Role.NUMERATOR);
        }
        apart(item.measured().selections(), place);
    }

    private void ratio(RuleSet.Item item, RuleSet.Ratio ratio, String place) {
        role(place + "/denominator", ratio.denominator(), Measure.Role.DENOMINATOR);
        roles(place + "/declared", ratio.declared(), Measure.Role.NUMERATOR);
        counts(place, ratio.selections(), ratio.declared(), ratio.denominator().unit());
        joints(item, ratio, place);
        if (ratio.provided() != null) {
            role(place + "/provided", ratio.provided(), Measure.Role.FACT);
        }
        if (ratio.components() == null && ratio.byMass() != null) {
            fault(place + "/byMass", null, Fault.INCONSISTENT, "no components are selected");
        }
    }

    private void joints(RuleSet.Item item, RuleSet.Ratio ratio, String place) {
        Set<JointKind> seen = new HashSet<>();
        for (int i = 0; i < ratio.joints().size(); i++) {
            JointRule rule = ratio.joints().get(i);
            String at = place + "/joints/" + i;
            if (!seen.add(rule.kind())) {
                fault(at + "/kind", rule.kind(), Fault.DUPLICATE, "the item has a rule for this kind already");
            }
            if (rule.heightUpToMm() != null && rule.heightUpToColumnSide()) {
                fault(at + "/heightUpToColumnSide", true, Fault.INCONSISTENT, "either this or heightUpToMm");
            }
            if (rule.joins().isEmpty() && rule.atLeast() > 1) {
                fault(
                        at + "/joins",
                        null,
                        Fault.REQUIRED,
                        "the categories of which it joins at least " + rule.atLeast());
            }
        }
        String unit = ratio.denominator().unit();
        if (!seen.isEmpty() && !JOINTS_IN.contains(unit)) {
            fault(
                    place + "/joints",
                    ratio.denominator().key(),
                    Fault.INCONSISTENT,
                    "joints state a volume in m3 and an area in m2, where what there is is in " + unit);
        }
        if (!seen.isEmpty() && item.absentWith() != null) {
            fault(
                    place + "/joints",
                    item.absentWith().key(),
                    Fault.INCONSISTENT,
                    "what the item is about can be absent, its joints cannot");
        }
    }

    private void pools(RuleSet.Pooled pooled, String place) {
        String unit = pooled.pools().get(0).denominator().unit();
        for (int i = 0; i < pooled.pools().size(); i++) {
            RuleSet.Pool pool = pooled.pools().get(i);
            String at = place + "/pools/" + i;
            role(at + "/denominator", pool.denominator(), Measure.Role.DENOMINATOR);
            unit(at + "/denominator", pool.denominator(), unit);
            roles(at + "/declared", pool.declared(), Measure.Role.NUMERATOR);
            counts(at, pool.components(), pool.declared(), unit);
        }
    }

    private void systems(RuleSet.Factored factored, String place) {
        role(place + "/denominator", factored.denominator(), Measure.Role.DENOMINATOR);
        for (int i = 0; i < factored.systems().size(); i++) {
            RuleSet.System system = factored.systems().get(i);
            String at = place + "/systems/" + i;
            roles(at + "/declared", system.declared(), Measure.Role.NUMERATOR);
            counts(
                    at,
                    system.components(),
                    system.declared(),
                    factored.denominator().unit());
            if ((system.factor() == null) == (system.factorInput() == null)) {
                fault(at, null, Fault.REQUIRED, "either its factor, or the factorInput that asks for it");
            }
            if (system.factorInput() != null) {
                role(at + "/factorInput", system.factorInput(), Measure.Role.INPUT);
            }
        }
    }

    private void share(RuleSet.Share share, String place) {
        role(place + "/rest", share.rest(), Measure.Role.INPUT);
        roles(place + "/declared", share.declared(), Measure.Role.NUMERATOR);
        counts(place, share.selections(), share.declared(), share.rest().unit());
        if (share.components() != null && share.components().quantity() != Quantity.CONCRETE_VOLUME) {
            fault(
                    place + "/components/quantity",
                    share.components().quantity(),
                    Fault.OUT_OF_RANGE,
                    "a SHARE is of " + Quantity.CONCRETE_VOLUME.key() + ", of which the whole bill is known");
        }
    }

    /** Something counts, and all of it in the unit of what there is. */
    private void counts(String place, List<RuleSet.Selection> components, List<Measure> declared, String unit) {
        if (components.isEmpty() && declared.isEmpty()) {
            fault(place, null, Fault.REQUIRED, "components, declared measures or both have to count");
        }
        for (RuleSet.Selection selection : components) {
            if (!selection.quantity().unit().equals(unit)) {
                fault(
                        place + "/components",
                        selection.quantity().key(),
                        Fault.INCONSISTENT,
                        "in " + selection.quantity().unit() + ", where what there is is in " + unit);
            }
        }
        declared.forEach(measure -> unit(place + "/declared", measure, unit));
    }

    private void unit(String place, Measure measure, String unit) {
        if (!measure.unit().equals(unit)) {
            fault(place, measure.key(), Fault.INCONSISTENT, "in " + measure.unit() + ", not in " + unit);
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
                    fault(
                            place,
                            null,
                            Fault.INCONSISTENT,
                            "a component could count twice: tell its selections apart by categories or exterior");
                    return;
                }
            }
        }
    }

    private void roles(String place, List<Measure> measures, Measure.Role role) {
        measures.forEach(measure -> role(place, measure, role));
    }

    private void role(String place, Measure measure, Measure.Role role) {
        if (measure.role() != role) {
            fault(place, measure.key(), Fault.OUT_OF_RANGE, "it is a " + measure.role() + ", not a " + role);
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
                fault(place + "/id", grade.id(), Fault.DUPLICATE, "another grade has this id");
            }
            if (above == null || grade.from().compareTo(above) < 0) {
                fault(place + "/from", grade.from(), Fault.OUT_OF_RANGE, "grades go upwards without overlapping");
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
            long before = faults.total();
            if ((example.ratios() == null) == (example.building() == null)) {
                fault(place, example.name(), Fault.REQUIRED, "either ratios, or a building to measure");
            } else if (example.ratios() != null) {
                ratios(example, place);
            } else if (example.building().takeOff() != null) {
                Faults own = new Faults();
                example.building().takeOff().check(own);
                own.kept()
                        .forEach(fault -> fault(
                                place + "/building/takeOff" + ((Place.Pointer) fault.place()).pointer(),
                                fault.value(),
                                fault.code(),
                                fault.message()));
            }
            if (faults.total() == before) {
                RuleSet.Outcome comesTo = outcome(ruleSet, example);
                if (comesTo.percent() == null || !same(example.gives(), comesTo)) {
                    fault(
                            place + "/gives",
                            example.name(),
                            Fault.INCONSISTENT,
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
                .forEach(item -> fault(
                        place + "/ratios",
                        item.id(),
                        Fault.REQUIRED,
                        "it is left out, which says it is absent, and nothing can be absent that it rests on"));
        items.values().stream()
                .filter(item -> item.weight() != null
                        && !example.weights().containsKey(item.id())
                        && !item.weight().byStructure().containsKey(example.structure()))
                .forEach(item -> fault(
                        place + "/weights",
                        item.id(),
                        Fault.REQUIRED,
                        "its weight for a structure of " + example.structure()));
    }

    /** What an example comes to, computed as a rating is. */
    static RuleSet.Outcome outcome(RuleSet ruleSet, RuleSet.Example example) {
        Score score = Score.of(ruleSet, readings(ruleSet, example));
        return new RuleSet.Outcome(score.groups(), score.absent(), score.percent(), score.qualifies(), score.grade());
    }

    private static Map<String, Reading> readings(RuleSet ruleSet, RuleSet.Example example) {
        if (example.building() != null) {
            Facts facts = ExampleFacts.of(ruleSet, example);
            return ruleSet.items().collect(Collectors.toMap(RuleSet.Item::id, item -> Measuring.of(ruleSet, item, facts)
                    .reading()));
        }
        return ruleSet.items().collect(Collectors.toMap(RuleSet.Item::id, item -> {
            BigDecimal percent = example.ratios().get(item.id());
            return percent == null
                    ? new Reading.NotApplicable(new Absence(item.absentWith(), null, null), TakeOff.Phase.DESIGN)
                    : new Reading.Known(Exact.of(percent).divide(100), Exact.of(weight(item, example)));
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
            fault(place, to, Fault.OUT_OF_RANGE, "above " + from.toPlainString() + ", where the range begins");
        }
    }

    private void named(String place, String name, Set<String> there, String what) {
        if (!there.contains(name)) {
            fault(
                    place,
                    name,
                    Fault.NOT_FOUND,
                    "there is no such " + what + "; there are "
                            + String.join(", ", there.stream().sorted().toList()));
        }
    }

    private void fault(String place, Object value, String code, String message) {
        faults.add(new Place.Pointer(place), value, code, message);
    }
}
