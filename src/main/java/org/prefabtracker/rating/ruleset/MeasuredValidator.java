package org.prefabtracker.rating.ruleset;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.joint.JointRule;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.shared.problem.Violation;

/**
 * Checks how an item is measured: roles and units of the declared quantities, and that no component counts twice.
 *
 * @param place the JSON Pointer of the measure
 */
record MeasuredValidator(RuleSet.Item item, String place, RuleSetChecks checks) implements Measured.Visitor<Void> {

    private static final Set<String> UNITS_OF_JOINTS = Set.of("m3", "m2");

    void check() {
        item.measured().accept(this);
        apart(item.measured().selections());
    }

    /** Only a ratio is absent as a whole. */
    private void neverAbsent(String message) {
        if (item.absentWith() != null) {
            checks.violation(
                    place.substring(0, place.lastIndexOf('/')) + "/absentWith",
                    item.absentWith().key(),
                    Violation.INCONSISTENT,
                    message);
        }
    }

    private void onlyRatiosAreAbsent() {
        neverAbsent("only a RATIO can be absent as a whole; pools state it one by one");
    }

    @Override
    public Void ratio(Measured.Ratio ratio) {
        checks.role(place + "/denominator", ratio.denominator(), DeclaredQuantity.Role.DENOMINATOR);
        checks.roles(place + "/declared", ratio.declared(), DeclaredQuantity.Role.NUMERATOR);
        counts(place, ratio.selections(), ratio.declared(), ratio.denominator().unit());
        joints(ratio);
        if (ratio.provided() != null) {
            checks.role(place + "/provided", ratio.provided(), DeclaredQuantity.Role.FACT);
        }
        if (ratio.components() == null && ratio.byMass() != null) {
            checks.violation(place + "/byMass", null, Violation.INCONSISTENT, "no components are selected");
        }
        return null;
    }

    private void joints(Measured.Ratio ratio) {
        Set<JointKind> seen = new HashSet<>();
        for (int i = 0; i < ratio.joints().size(); i++) {
            JointRule rule = ratio.joints().get(i);
            String at = place + "/joints/" + i;
            if (!seen.add(rule.kind())) {
                checks.violation(
                        at + "/kind", rule.kind(), Violation.DUPLICATE, "the item has a rule for this kind already");
            }
            if (rule.heightUpToMm() != null && rule.heightUpToColumnSide()) {
                checks.violation(
                        at + "/heightUpToColumnSide", true, Violation.INCONSISTENT, "either this or heightUpToMm");
            }
            if (rule.joins().isEmpty() && rule.atLeast() > 1) {
                checks.violation(
                        at + "/joins",
                        null,
                        Violation.REQUIRED,
                        "the categories of which it joins at least " + rule.atLeast());
            }
        }
        String unit = ratio.denominator().unit();
        if (!seen.isEmpty() && !UNITS_OF_JOINTS.contains(unit)) {
            checks.violation(
                    place + "/joints",
                    ratio.denominator().key(),
                    Violation.INCONSISTENT,
                    "joints have a volume in m3 and an area in m2, but the denominator is in " + unit);
        }
        if (!seen.isEmpty() && item.absentWith() != null) {
            checks.violation(
                    place + "/joints",
                    item.absentWith().key(),
                    Violation.INCONSISTENT,
                    "an item that can be absent cannot count joints");
        }
    }

    @Override
    public Void pooled(Measured.Pooled pooled) {
        onlyRatiosAreAbsent();
        String unit = pooled.pools().get(0).denominator().unit();
        for (int i = 0; i < pooled.pools().size(); i++) {
            Measured.Pool pool = pooled.pools().get(i);
            String at = place + "/pools/" + i;
            checks.role(at + "/denominator", pool.denominator(), DeclaredQuantity.Role.DENOMINATOR);
            checks.unit(at + "/denominator", pool.denominator(), unit);
            checks.roles(at + "/declared", pool.declared(), DeclaredQuantity.Role.NUMERATOR);
            counts(at, pool.components(), pool.declared(), unit);
        }
        return null;
    }

    @Override
    public Void factored(Measured.Factored factored) {
        onlyRatiosAreAbsent();
        checks.role(place + "/denominator", factored.denominator(), DeclaredQuantity.Role.DENOMINATOR);
        for (int i = 0; i < factored.systems().size(); i++) {
            Measured.System system = factored.systems().get(i);
            String at = place + "/systems/" + i;
            checks.roles(at + "/declared", system.declared(), DeclaredQuantity.Role.NUMERATOR);
            counts(
                    at,
                    system.components(),
                    system.declared(),
                    factored.denominator().unit());
            if ((system.factor() == null) == (system.factorInput() == null)) {
                checks.violation(at, null, Violation.REQUIRED, "give either factor or factorInput");
            }
            if (system.factorInput() != null) {
                checks.role(at + "/factorInput", system.factorInput(), DeclaredQuantity.Role.INPUT);
            }
        }
        return null;
    }

    @Override
    public Void shareOfWhole(Measured.ShareOfWhole share) {
        onlyRatiosAreAbsent();
        checks.role(place + "/rest", share.rest(), DeclaredQuantity.Role.INPUT);
        checks.roles(place + "/declared", share.declared(), DeclaredQuantity.Role.NUMERATOR);
        counts(place, share.selections(), share.declared(), share.rest().unit());
        if (share.components() != null && share.components().quantity() != Quantity.CONCRETE_VOLUME) {
            checks.violation(
                    place + "/components/quantity",
                    share.components().quantity(),
                    Violation.OUT_OF_RANGE,
                    "a SHARE counts " + Quantity.CONCRETE_VOLUME.key()
                            + ", the quantity that every component of the bill states");
        }
        return null;
    }

    @Override
    public Void remainder(Measured.Remainder remainder) {
        onlyRatiosAreAbsent();
        checks.role(place + "/whole", remainder.whole(), DeclaredQuantity.Role.DENOMINATOR);
        checks.roles(place + "/less", remainder.less(), DeclaredQuantity.Role.INPUT);
        remainder.less().forEach(measure -> checks.unit(place + "/less", measure, remainder.unit()));
        return null;
    }

    @Override
    public Void declaredRatio(Measured.DeclaredRatio declared) {
        onlyRatiosAreAbsent();
        checks.role(place + "/measure", declared.measure(), DeclaredQuantity.Role.NUMERATOR);
        return null;
    }

    @Override
    public Void yesNoMeasure(Measured.YesNoMeasure yesNo) {
        neverAbsent("a fact is declared as true or false; it cannot be absent");
        checks.role(place + "/fact", yesNo.fact(), DeclaredQuantity.Role.FACT);
        return null;
    }

    /** Something counts, and all of it has the unit of the denominator. */
    private void counts(String at, List<Selection> components, List<DeclaredQuantity> declared, String unit) {
        if (components.isEmpty() && declared.isEmpty()) {
            checks.violation(at, null, Violation.REQUIRED, "give components, declared measures or both");
        }
        for (Selection selection : components) {
            if (!selection.quantity().unit().equals(unit)) {
                checks.violation(
                        at + "/components",
                        selection.quantity().key(),
                        Violation.INCONSISTENT,
                        "in " + selection.quantity().unit() + ", but the denominator is in " + unit);
            }
        }
        declared.forEach(measure -> checks.unit(at + "/declared", measure, unit));
    }

    /** No component counts twice in an item. */
    private void apart(List<Selection> selections) {
        for (int i = 0; i < selections.size(); i++) {
            for (int k = 0; k < i; k++) {
                Selection a = selections.get(i);
                Selection b = selections.get(k);
                boolean categories = a.categories().isEmpty()
                        || b.categories().isEmpty()
                        || !Collections.disjoint(a.categories(), b.categories());
                boolean exterior = a.exterior() == null
                        || b.exterior() == null
                        || a.exterior().equals(b.exterior());
                if (categories && exterior) {
                    checks.violation(
                            place,
                            null,
                            Violation.INCONSISTENT,
                            "a component could count twice: select disjoint categories or different values of exterior");
                    return;
                }
            }
        }
    }
}
