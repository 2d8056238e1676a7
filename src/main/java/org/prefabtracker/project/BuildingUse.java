package org.prefabtracker.project;

import org.prefabtracker.shared.message.Term;

/** The use of a building. GB/T 51129 is for civil buildings; for industrial ones it is applied by reference. */
public enum BuildingUse implements Term {
    RESIDENTIAL("居住建筑"),
    PUBLIC("公共建筑"),
    INDUSTRIAL("工业建筑");

    private final String zh;

    BuildingUse(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
