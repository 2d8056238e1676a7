package org.prefabtracker.rating.ruleset;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Checks that the worked examples of a rule set are complete and reproduce. */
record ExampleValidator(RuleSet ruleSet, ExampleEngine engine, RuleSetChecks checks) {

    void check() {
        for (int i = 0; i < ruleSet.examples().size(); i++) {
            Example example = ruleSet.examples().get(i);
            String place = "/examples/" + i;
            long before = checks.violations().total();
            complete(example, place);
            if (checks.violations().total() == before) {
                reproduces(example, place);
            }
        }
    }

    private void complete(Example example, String place) {
        if ((example.ratios() == null) == (example.building() == null)) {
            checks.violation(place, example.name(), Violation.REQUIRED, "either ratios, or a building to measure");
        } else if (example.ratios() != null) {
            ratios(example, place);
        } else if (example.building().takeOff() != null) {
            Violations own = new Violations();
            example.building().takeOff().check(own);
            own.kept()
                    .forEach(violation -> checks.violation(
                            place + "/building/takeOff" + ((ErrorLocation.Pointer) violation.place()).pointer(),
                            violation.value(),
                            violation.code(),
                            violation.message()));
        }
    }

    private void reproduces(Example example, String place) {
        Example.Outcome computed = engine.outcome(ruleSet, example);
        if (computed.percent() == null || !same(example.gives(), computed)) {
            checks.violation(
                    place + "/gives",
                    example.name(),
                    Violation.INCONSISTENT,
                    "the example does not reproduce; the result is " + text(computed));
        }
    }

    private Set<String> ids() {
        return ruleSet.items().map(RuleSet.Item::id).collect(Collectors.toSet());
    }

    private void ratios(Example example, String place) {
        example.ratios().keySet().forEach(item -> checks.named(place + "/ratios/" + item, item, ids(), "item"));
        example.weights().keySet().forEach(item -> checks.named(place + "/weights/" + item, item, ids(), "item"));
        ruleSet.items()
                .filter(item -> !example.ratios().containsKey(item.id()) && !item.canBeAbsent())
                .forEach(item -> checks.violation(
                        place + "/ratios",
                        item.id(),
                        Violation.REQUIRED,
                        "it has no ratio; only an item that can be absent may be left out"));
        ruleSet.items()
                .filter(item -> item.weight() != null
                        && !example.weights().containsKey(item.id())
                        && !item.weight().byStructure().containsKey(example.structure()))
                .forEach(item -> checks.violation(
                        place + "/weights",
                        item.id(),
                        Violation.REQUIRED,
                        "give its weight for a structure of " + example.structure()));
    }

    private static String text(Example.Outcome outcome) {
        return "points " + outcome.points() + ", absent " + outcome.absent() + ", percent " + outcome.percent()
                + (outcome.qualifies() ? ", qualifies" : ", does not qualify")
                + (outcome.grade() == null ? "" : ", grade " + outcome.grade());
    }

    private static boolean same(Example.Outcome a, Example.Outcome b) {
        return a.points().keySet().equals(b.points().keySet())
                && a.points().keySet().stream()
                        .allMatch(group ->
                                a.points().get(group).compareTo(b.points().get(group)) == 0)
                && a.absent().compareTo(b.absent()) == 0
                && a.percent().compareTo(b.percent()) == 0
                && a.qualifies() == b.qualifies()
                && Objects.equals(a.grade(), b.grade());
    }
}
