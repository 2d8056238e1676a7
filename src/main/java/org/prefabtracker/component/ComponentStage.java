package org.prefabtracker.component;

import org.prefabtracker.shared.message.Term;

/** The stage of a component: that of its live piece, or that it has none. */
public enum ComponentStage implements Term {
    /** It has no live piece. */
    DESIGNED,
    RELEASED,
    IN_PRODUCTION,
    PRODUCED,
    SHIPPED,
    DELIVERED,
    INSTALLED,
    ACCEPTED,
    /** It was taken out of the bill. */
    CANCELLED;

    @Override
    public String zh() {
        return this == CANCELLED ? "已取消" : PieceStage.valueOf(name()).zh();
    }
}
