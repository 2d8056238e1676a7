package org.prefabtracker.project;

import java.util.List;
import org.prefabtracker.shared.message.Term;

/** The use of a building. GB/T 51129 is for civil buildings; for industrial ones it is applied by reference. */
public enum BuildingUse implements Term {
    RESIDENTIAL("居住建筑", "住宅", "居住", "住宅建筑"),
    PUBLIC("公共建筑", "公共", "公建"),
    INDUSTRIAL("工业建筑", "工业", "厂房");

    private final String zh;
    private final List<String> alsoCalled;

    BuildingUse(String zh, String... alsoCalled) {
        this.zh = zh;
        this.alsoCalled = List.of(alsoCalled);
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public List<String> alsoCalled() {
        return alsoCalled;
    }
}
