package org.prefabtracker.requirement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;

/** The status of a requirement, in rising order of urgency. */
public enum ComplianceStatus {
    /** The building has no such thing. */
    NOT_APPLICABLE("不适用"),
    /** It holds at its lens. */
    MET("满足"),
    /** It does not hold and does not have to yet. */
    PENDING("未到期"),
    /** It does not hold, and the building has come so far that it must. */
    NOT_MET("不满足"),
    /** It does not hold, and its deadline has passed. */
    OVERDUE("逾期");

    private final String zh;

    ComplianceStatus(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /**
     * How it stands for a building on a day. On the day of the deadline itself it is not late yet.
     *
     * @param verdict of the rating under the lens of the requirement
     * @param reached whether the building has come so far that it must hold
     * @param deadline null: none
     */
    static ComplianceStatus of(ComplianceResult verdict, boolean reached, LocalDate deadline, LocalDate day) {
        if (verdict.data() == ComplianceResult.Data.NOT_APPLICABLE) {
            return NOT_APPLICABLE;
        }
        if (Boolean.TRUE.equals(verdict.met())) {
            return MET;
        }
        return open(reached, deadline, day);
    }

    /** How it stands for the whole project: as for the building it stands worst for. */
    static ComplianceStatus worst(Collection<ComplianceStatus> buildings, LocalDate deadline, LocalDate day) {
        return buildings.stream().max(Comparator.naturalOrder()).orElseGet(() -> open(false, deadline, day));
    }

    private static ComplianceStatus open(boolean reached, LocalDate deadline, LocalDate day) {
        if (deadline != null && day.isAfter(deadline)) {
            return OVERDUE;
        }
        return reached ? NOT_MET : PENDING;
    }

    /** Whether it is met; null where it is not applicable. */
    Boolean met() {
        return this == NOT_APPLICABLE ? null : this == MET;
    }
}
