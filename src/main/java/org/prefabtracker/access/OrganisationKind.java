package org.prefabtracker.access;

import org.prefabtracker.shared.message.Term;

/** The kind of an organisation, and the kinds in which it can take part in a project. */
public enum OrganisationKind implements Term {
    DESIGNER("设计单位"),
    FACTORY("构件厂"),
    CONTRACTOR("施工单位"),
    SUPERVISOR("监理单位"),
    OWNER("建设单位"),
    REVIEWER("评价机构"),
    REGULATOR("主管部门"),
    OPERATOR("系统运营方");

    private final String zh;

    OrganisationKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }

    /** Whether organisations take part in projects as such; regulators see those of their region, the operator all. */
    public boolean isParty() {
        return this != REGULATOR && this != OPERATOR;
    }
}
