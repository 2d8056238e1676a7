package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.prefabtracker.project.Absence;
import org.prefabtracker.project.Measure;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;

/** What must hold in a rule set beyond the types of its fields: names that exist, ranges the right way up, examples. */
final class RuleSetCheck {

    private final RuleSet ruleSet;
    private final Faults faults;
    private final Map<String, RuleSet.Item> items = new HashMap<>();
    private final Map<String, RuleSet.Group> groups = new HashMap<>();

    private RuleSetCheck(RuleSet ruleSet, Faults faults) {
        this.ruleSet = ruleSet;
        this.faults = faults;
    }

    /** Adds everything that is wrong; examples are only computed where nothing else is. */
    static void check(RuleSet ruleSet, Faults faults) {
        RuleSetCheck check = new RuleSetCheck(ruleSet, faults);
        check.items();
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
                if (item.points() instanceof RuleSet.Linear linear) {
                    upwards(place + "/points/to", linear.from(), linear.to());
                    if (linear.low().compareTo(linear.high()) > 0) {
                        fault(place + "/points/high", linear.high(), Fault.OUT_OF_RANGE, "not below low");
                    }
                }
            }
        }
    }

    private void measured(RuleSet.Item item, String place) {
        if (item.measured() instanceof RuleSet.Fact fact) {
            role(place + "/fact", fact.fact(), Measure.Role.FACT);
        } else if (item.measured() instanceof RuleSet.Ratio ratio) {
            role(place + "/denominator", ratio.denominator(), Measure.Role.DENOMINATOR);
            ratio.declared().forEach(measure -> role(place + "/declared", measure, Measure.Role.NUMERATOR));
            if (ratio.provided() != null) {
                role(place + "/provided", ratio.provided(), Measure.Role.FACT);
            }
            if (ratio.components() == null && ratio.declared().isEmpty()) {
                fault(place, null, Fault.REQUIRED, "components, declared measures or both have to count");
            }
            if (ratio.components() == null && ratio.byMass() != null) {
                fault(place + "/byMass", null, Fault.INCONSISTENT, "no components are selected");
            }
        }
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
            int before = faults.kept().size();
            example.ratios().keySet().forEach(item -> named(place + "/ratios/" + item, item, items.keySet(), "item"));
            if (faults.kept().size() == before) {
                RuleSet.Outcome comesTo = outcome(ruleSet, example);
                if (!same(example.gives(), comesTo)) {
                    fault(
                            place + "/gives",
                            example.name(),
                            Fault.INCONSISTENT,
                            "the example does not reproduce; it comes to " + comesTo);
                }
            }
        }
    }

    /** What an example comes to, computed as a rating is. */
    static RuleSet.Outcome outcome(RuleSet ruleSet, RuleSet.Example example) {
        Map<String, Reading> readings = ruleSet.items().collect(Collectors.toMap(RuleSet.Item::id, item -> {
            BigDecimal percent = example.ratios().get(item.id());
            return percent == null
                    ? new Reading.NotApplicable(new Absence(item.absentWith(), null, null))
                    : new Reading.Known(Exact.of(percent).divide(100));
        }));
        Score score = Score.of(ruleSet, readings);
        return new RuleSet.Outcome(score.groups(), score.absent(), score.percent(), score.qualifies(), score.grade());
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
