package org.prefabtracker.rating.facts;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** The messages of the findings of a rating: why an item is MISSING, INVALID or NOT_APPLICABLE, and remarks on its figures. */
public enum RatingNote implements NoteCode {
    /** MISSING: a value is not declared. */
    NOT_DECLARED("measure"),
    /** MISSING: several values are not declared. */
    NONE_DECLARED("measures"),
    /** MISSING: the item counts declared quantities only, and none is declared. */
    NO_NUMERATOR("measures"),
    /** MISSING: neither components nor declared quantities exist. */
    NO_COMPONENT_AND_NO_NUMERATOR("measures"),
    /** MISSING: the rule set has no weight for the structural system, and none is declared. */
    WEIGHT_UNKNOWN("structure", "measure"),
    /** MISSING: the rule set has no factor for a building system, and none is declared. */
    FACTOR_UNKNOWN("system", "measure"),
    /** MISSING: the denominator is 0. */
    NOTHING_IN_BILL("measure"),
    /** MISSING: vertical members have no mass. */
    MASS_NOT_STATED("components"),
    /** MISSING: the bill has no vertical member. */
    NO_VERTICAL_MEMBER,
    /** INVALID: the numerator is larger than the denominator. */
    MORE_THAN_TOTAL,
    /** INVALID: the numerator is larger than the denominator, which is one of several or the whole of all systems. */
    MORE_THAN_TOTAL_OF("measure"),
    /** INVALID: components exist of a feature that is declared absent. */
    ABSENT_BUT_IN_BILL("feature", "components"),
    /** INVALID: a weight or factor is larger than 1. */
    MORE_THAN_ONE("measure"),
    /** INVALID: the deductions are larger than the whole. */
    PARTS_MORE_THAN_WHOLE("measure"),
    /** INVALID: a declared ratio is larger than its maximum. */
    MORE_THAN_MAXIMUM("measure", "maximum"),
    /** INVALID: components cover more than the plan area of a storey, in m2. */
    STOREY_OVERFULL("storey", "covered", "planArea"),
    /** INVALID: components and joints cover more than the plan area of a storey, in m2. */
    STOREY_OVERFULL_WITH_JOINTS("storey", "covered", "planArea"),
    /** NOT_APPLICABLE, or a remark on a part of the item: a feature is declared absent. */
    ABSENT("feature"),
    /** Remark: a value is declared for the design only and does not count under the other lenses. */
    DESIGN_ONLY("measure"),
    /** Remark: the amount of a building system and its factor. */
    SYSTEM_TIMES_FACTOR("system", "amount", "unit", "factor"),
    /** Remark: under DESIGN all vertical members count. */
    VERTICAL_MEMBERS_IN_FULL("structure"),
    /** Remark: under DESIGN all vertical members count, and the bill has none. */
    VERTICAL_MEMBERS_IN_FULL_NONE_IN_BILL("structure"),
    /** Some vertical members are of another material than the structure. */
    VERTICAL_MEMBERS_OF_OTHER_MATERIAL("members", "structure"),
    /** Remark: vertical members count by mass. */
    VERTICAL_MEMBERS_BY_MASS("structure"),
    /** Remark: a condition is declared as not met, so the ratio is 0. */
    CONDITION_NOT_MET("measure"),
    /** Remark: the plan area is the sum of the plan areas of the storeys. */
    PLAN_AREA_OF_STOREYS,
    /** Remark: the declared plan area is smaller than the sum of the storeys, in m2. */
    PLAN_AREA_BELOW_STOREYS("sum"),
    /** Remark: storeys without a plan area are not checked one by one. */
    STOREYS_NOT_CHECKED,
    /** Remark: a part of installed lots is waste and counts in neither numerator nor denominator. */
    WASTE("waste", "unit", "inBill"),
    /** Remark: the phase whose take-off declares the feature absent. */
    ABSENT_IN_PHASE("phase"),
    /** Remark: the absence has no reason. */
    NO_REASON;

    private final List<String> arguments;

    RatingNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
