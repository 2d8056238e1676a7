package org.prefabtracker.rating.facts;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.shared.message.Term;

/** Which components count (口径): all of the bill, or those whose live piece is at a stage or beyond. */
public enum Lens implements Term {
    DESIGN("设计", null),
    PRODUCED("已生产", PieceStage.PRODUCED),
    DELIVERED("已进场", PieceStage.DELIVERED),
    INSTALLED("已安装", PieceStage.INSTALLED),
    ACCEPTED("已验收", PieceStage.ACCEPTED);

    private final String zh;
    private final PieceStage stage;

    Lens(String zh, PieceStage stage) {
        this.zh = zh;
        this.stage = stage;
    }

    @Override
    public String zh() {
        return zh;
    }

    /** Whether pieces are installed, so that only the installed part of a lot counts. */
    public boolean builtIn() {
        return this == INSTALLED || this == ACCEPTED;
    }

    /** Whether a component counts whose piece is at a stage; the same rule as {@link #condition}. */
    public boolean counts(PieceStage at, boolean held) {
        return this == DESIGN || at.live() && at.compareTo(stage) >= 0 && !(held && this == ACCEPTED);
    }

    /** Which components of the bill count, in SQL on {@code piece l}; a held piece is not accepted. */
    public String condition() {
        if (this == DESIGN) {
            return "true";
        }
        String stages = Arrays.stream(PieceStage.values())
                .filter(later -> later.live() && later.compareTo(stage) >= 0)
                .map(later -> "'" + later + "'")
                .collect(Collectors.joining(", "));
        return "l.stage in (" + stages + ")" + (this == ACCEPTED ? " and l.holds = '{}'" : "");
    }
}
