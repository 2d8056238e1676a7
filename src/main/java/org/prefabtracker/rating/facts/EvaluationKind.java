package org.prefabtracker.rating.facts;

import org.prefabtracker.shared.message.Term;

/** What a rating may be used for. */
public enum EvaluationKind implements Term {
    /** 预评价, at design stage. */
    PRE_EVALUATION("预评价"),
    /** 项目评价, after completion acceptance; only it fixes the grade. */
    PROJECT_EVALUATION("项目评价"),
    /** The progress of construction, without grade and qualification. */
    PROGRESS("进度");

    private final String zh;

    EvaluationKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
