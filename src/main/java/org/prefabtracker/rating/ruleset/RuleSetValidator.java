package org.prefabtracker.rating.ruleset;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Checks a rule set beyond the types of its fields: names that exist, ranges that rise, examples that reproduce. */
public final class RuleSetValidator {

    private final RuleSet ruleSet;
    private final RuleSetChecks checks;
    private final Map<String, RuleSet> others;
    private final Map<String, RuleSet.Item> items = new HashMap<>();
    private final Map<String, RuleSet.Group> groups = new HashMap<>();

    private RuleSetValidator(RuleSet ruleSet, Map<String, RuleSet> others, RuleSetChecks checks) {
        this.ruleSet = ruleSet;
        this.others = others;
        this.checks = checks;
    }

    /**
     * Adds every violation; examples are only computed where there is no other violation.
     *
     * @param others the rule sets in force, by id
     */
    public static void check(
            RuleSet ruleSet, Map<String, RuleSet> others, ExampleEngine engine, Violations violations) {
        RuleSetChecks checks = new RuleSetChecks(violations);
        RuleSetValidator validator = new RuleSetValidator(ruleSet, others, checks);
        validator.editions();
        validator.items();
        validator.percent();
        validator.prerequisites();
        validator.grades();
        validator.settings();
        if (violations.isEmpty()) {
            new ExampleValidator(ruleSet, engine, checks).check();
        }
    }

    private void settings() {
        if (ruleSet.settings().cavityCounts()) {
            checks.violation(
                    "/settings/cavityCounts",
                    true,
                    Violation.OUT_OF_RANGE,
                    "must be false: no quantity states cavities");
        }
        if (ruleSet.validity().validTo() != null
                && ruleSet.validity().validTo().isBefore(ruleSet.validity().validFrom())) {
            checks.violation("/validTo", ruleSet.validity().validTo(), Violation.OUT_OF_RANGE, "not before validFrom");
        }
    }

    private void items() {
        for (int g = 0; g < ruleSet.groups().size(); g++) {
            RuleSet.Group group = ruleSet.groups().get(g);
            if (groups.putIfAbsent(group.id(), group) != null) {
                checks.violation("/groups/" + g + "/id", group.id(), Violation.DUPLICATE, "another group has this id");
            }
            for (int i = 0; i < group.items().size(); i++) {
                RuleSet.Item item = group.items().get(i);
                String place = "/groups/" + g + "/items/" + i;
                if (items.putIfAbsent(item.id(), item) != null) {
                    checks.violation(place + "/id", item.id(), Violation.DUPLICATE, "another item has this id");
                }
                new MeasuredValidator(item, place + "/measured", checks).check();
                item.points().accept(new PointsValidator(place + "/points", checks));
                weight(item, place);
            }
            minimum(group, "/groups/" + g + "/minimum");
        }
    }

    private void weight(RuleSet.Item item, String place) {
        if (item.weight() == null) {
            return;
        }
        checks.role(place + "/weight/input", item.weight().input(), DeclaredQuantity.Role.INPUT);
        if (!ruleSet.percent().allowsWeights()) {
            checks.violation(
                    place + "/weight",
                    null,
                    Violation.INCONSISTENT,
                    "weights need a percent of kind SUM_OF_POINTS; the other kinds divide by unweighted points");
        }
    }

    /** A minimum is shown with the group; a prerequisite enforces it. */
    private void minimum(RuleSet.Group group, String place) {
        BigDecimal enforced = null;
        for (int i = 0; i < ruleSet.prerequisites().size(); i++) {
            Optional<BigDecimal> least = ruleSet.prerequisites().get(i).leastPointsOf(group.id());
            if (least.isPresent()) {
                enforced = least.get();
                if (enforced.compareTo(group.max()) > 0) {
                    checks.violation(
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
            checks.violation(
                    place,
                    group.minimum(),
                    Violation.INCONSISTENT,
                    enforced == null
                            ? "no prerequisite of kind GROUP enforces it"
                            : "a prerequisite asks for at least " + enforced.toPlainString());
        }
    }

    private void editions() {
        if (Set.of("drafts", "schema").contains(ruleSet.id())) {
            checks.violation("/id", ruleSet.id(), Violation.BAD_CODE, "this id is reserved");
        }
        Set<String> seen = new LinkedHashSet<>(Set.of(ruleSet.id()));
        for (String before = ruleSet.validity().replaces(); before != null; ) {
            if (!seen.add(before)) {
                checks.violation(
                        "/replaces",
                        ruleSet.validity().replaces(),
                        Violation.INCONSISTENT,
                        "a cycle: " + String.join(", ", seen) + " replace each other");
                return;
            }
            before = others.containsKey(before) ? others.get(before).validity().replaces() : null;
        }
    }

    /** The divisor of a percent stays above 0, whatever is absent. */
    private void percent() {
        ruleSet.percent().accept(new Percent.Visitor<Void>() {
            @Override
            public Void pointsOfWhatIsThere(Percent.PointsOfWhatIsThere whole) {
                BigDecimal absent = items.values().stream()
                        .filter(RuleSet.Item::canBeAbsent)
                        .map(item -> item.points().max())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                if (whole.of().compareTo(absent) <= 0) {
                    checks.violation(
                            "/percent/of",
                            whole.of(),
                            Violation.OUT_OF_RANGE,
                            "more than " + absent.toPlainString() + ", the points of everything that can be absent");
                }
                return null;
            }

            @Override
            public Void sumOfPoints(Percent.SumOfPoints sum) {
                return null;
            }
        });
    }

    private void prerequisites() {
        for (int i = 0; i < ruleSet.prerequisites().size(); i++) {
            String place = "/prerequisites/" + i;
            ruleSet.prerequisites().get(i).accept(new Prerequisite.Visitor<Void>() {
                @Override
                public Void groupAtLeast(Prerequisite.GroupAtLeast wanted) {
                    checks.named(place + "/group", wanted.group(), groups.keySet(), "group");
                    return null;
                }

                @Override
                public Void itemEarned(Prerequisite.ItemEarned wanted) {
                    checks.named(place + "/item", wanted.item(), items.keySet(), "item");
                    return null;
                }

                @Override
                public Void percentAtLeast(Prerequisite.PercentAtLeast wanted) {
                    return null;
                }
            });
        }
    }

    private void grades() {
        if (ruleSet.gradeRequires() != null) {
            checks.named("/gradeRequires/item", ruleSet.gradeRequires().item(), items.keySet(), "item");
        }
        BigDecimal above = BigDecimal.ZERO;
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < ruleSet.grades().size(); i++) {
            RuleSet.Grade grade = ruleSet.grades().get(i);
            String place = "/grades/" + i;
            if (!ids.add(grade.id())) {
                checks.violation(place + "/id", grade.id(), Violation.DUPLICATE, "another grade has this id");
            }
            if (above == null || grade.from().compareTo(above) < 0) {
                checks.violation(
                        place + "/from", grade.from(), Violation.OUT_OF_RANGE, "grades go upwards without overlapping");
            }
            if (grade.to() != null) {
                checks.upwards(place + "/to", grade.from(), grade.to());
            }
            above = grade.to();
        }
    }
}
