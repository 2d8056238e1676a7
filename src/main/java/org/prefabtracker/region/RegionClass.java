package org.prefabtracker.region;

import org.prefabtracker.shared.message.Term;

/** The class of a region (国办发〔2016〕71号). */
public enum RegionClass implements Term {
    /** 重点推进地区: Beijing-Tianjin-Hebei, Yangtze and Pearl River deltas. */
    KEY("重点推进地区"),
    /** 积极推进地区: other cities of over three million residents. */
    ACTIVE("积极推进地区"),
    /** 鼓励推进地区: the rest. */
    ENCOURAGED("鼓励推进地区");

    private final String zh;

    RegionClass(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
