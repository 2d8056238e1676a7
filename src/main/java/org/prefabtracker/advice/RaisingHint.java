package org.prefabtracker.advice;

import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.shared.message.Note;

/** How the ratio of an item can be raised, where more of its components is not the whole answer; else null. */
final class RaisingHint implements Measured.Visitor<Note> {

    static final RaisingHint INSTANCE = new RaisingHint();

    private RaisingHint() {}

    @Override
    public Note ratio(Measured.Ratio ratio) {
        return null;
    }

    @Override
    public Note pooled(Measured.Pooled pooled) {
        return AdviceNote.BY_ANY_PART.of();
    }

    @Override
    public Note factored(Measured.Factored factored) {
        return AdviceNote.BY_FACTORS.of();
    }

    @Override
    public Note shareOfWhole(Measured.ShareOfWhole share) {
        return AdviceNote.IN_PLACE_OF.of(share.rest());
    }

    @Override
    public Note remainder(Measured.Remainder remainder) {
        return AdviceNote.BY_LESS_OF.of(remainder.less());
    }

    @Override
    public Note declaredRatio(Measured.DeclaredRatio declared) {
        return AdviceNote.BY_DECLARING.of(declared.measure());
    }

    @Override
    public Note yesNoMeasure(Measured.YesNoMeasure yesNo) {
        return AdviceNote.BY_DECLARING.of(yesNo.fact());
    }
}
