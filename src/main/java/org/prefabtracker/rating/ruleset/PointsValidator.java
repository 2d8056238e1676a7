package org.prefabtracker.rating.ruleset;

/**
 * Checks that the ranges of a scale of points rise.
 *
 * @param place the JSON Pointer of the points
 */
record PointsValidator(String place, RuleSetChecks checks) implements Points.Visitor<Void> {

    @Override
    public Void linear(Points.Linear linear) {
        checks.upwards(place + "/to", linear.from(), linear.to());
        checks.notBelow(place + "/high", linear.high(), linear.low(), "low");
        return null;
    }

    @Override
    public Void linearThenStep(Points.LinearThenStep stepped) {
        checks.upwards(place + "/to", stepped.from(), stepped.to());
        checks.notBelow(place + "/high", stepped.high(), stepped.low(), "low");
        checks.notBelow(place + "/then", stepped.then(), stepped.high(), "high");
        return null;
    }

    @Override
    public Void proportional(Points.Proportional proportional) {
        return null;
    }

    @Override
    public Void atLeast(Points.AtLeast threshold) {
        return null;
    }

    @Override
    public Void yesNo(Points.YesNo yesNo) {
        return null;
    }
}
