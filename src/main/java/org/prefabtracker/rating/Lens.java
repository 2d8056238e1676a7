package org.prefabtracker.rating;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.prefabtracker.component.Stage;

/** Which components count (口径): all of the bill, or those whose live piece is at a stage or beyond. */
public enum Lens {
    DESIGN("设计", null),
    PRODUCED("已生产", Stage.PRODUCED),
    DELIVERED("已进场", Stage.DELIVERED),
    INSTALLED("已安装", Stage.INSTALLED),
    ACCEPTED("已验收", Stage.ACCEPTED);

    private final String zh;
    private final Stage stage;

    Lens(String zh, Stage stage) {
        this.zh = zh;
        this.stage = stage;
    }

    public String zh() {
        return zh;
    }

    /** Whether pieces stand in their place, so that of a lot only what was built in counts. */
    public boolean builtIn() {
        return this == INSTALLED || this == ACCEPTED;
    }

    /** Whether a component counts whose piece stands at a stage: what {@link #condition} says in SQL. */
    public boolean counts(Stage at, boolean held) {
        return this == DESIGN || at.live() && at.compareTo(stage) >= 0 && !(held && this == ACCEPTED);
    }

    /** Which components of the bill count, in SQL on {@code piece l}; a held piece is not accepted. */
    String condition() {
        if (this == DESIGN) {
            return "true";
        }
        String stages = Arrays.stream(Stage.values())
                .filter(later -> later.live() && later.compareTo(stage) >= 0)
                .map(later -> "'" + later + "'")
                .collect(Collectors.joining(", "));
        return "l.stage in (" + stages + ")" + (this == ACCEPTED ? " and l.holds = '{}'" : "");
    }
}
