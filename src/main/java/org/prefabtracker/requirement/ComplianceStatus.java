package org.prefabtracker.requirement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import org.prefabtracker.shared.message.Term;

/** The status of a requirement, in rising order of urgency. */
public enum ComplianceStatus implements Term {
    /** The building does not have the item. */
    NOT_APPLICABLE("不适用"),
    /** It is met under its lens. */
    MET("满足"),
    /** It is not met, and does not have to be yet. */
    PENDING("未到期"),
    /** It is not met, and the building has reached the lens. */
    NOT_MET("不满足"),
    /** It is not met, and its deadline has passed. */
    OVERDUE("逾期");

    private final String zh;

    ComplianceStatus(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }

    /**
     * The status for a building on a day. On the day of the deadline it is not overdue yet.
     *
     * @param verdict the result under the lens of the requirement
     * @param reached whether the building has reached the lens
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

    /** The status for the whole project: the worst status of its buildings. */
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
