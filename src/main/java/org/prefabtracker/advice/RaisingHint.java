package org.prefabtracker.advice;

import java.util.stream.Collectors;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.ruleset.Measured;

/** How the ratio of an item can be raised, where more of its components is not the whole answer; else null. */
final class RaisingHint implements Measured.Visitor<String> {

    static final RaisingHint INSTANCE = new RaisingHint();

    private RaisingHint() {}

    @Override
    public String ratio(Measured.Ratio ratio) {
        return null;
    }

    @Override
    public String pooled(Measured.Pooled pooled) {
        return "by any of its parts, of each at most what there is of it";
    }

    @Override
    public String factored(Measured.Factored factored) {
        return "counted by the factors of the systems: of one with a factor below 1 more is needed";
    }

    @Override
    public String shareOfWhole(Measured.ShareOfWhole share) {
        return "in place of " + share.rest().key() + ", so that the whole stays what it is";
    }

    @Override
    public String remainder(Measured.Remainder remainder) {
        return "by so much less of "
                + remainder.less().stream().map(DeclaredQuantity::key).collect(Collectors.joining(", "));
    }

    @Override
    public String declaredRatio(Measured.DeclaredRatio declared) {
        return "by " + declared.measure().key();
    }

    @Override
    public String yesNoMeasure(Measured.YesNoMeasure yesNo) {
        return "by " + yesNo.fact().key();
    }
}
