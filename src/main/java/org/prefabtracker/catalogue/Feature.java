package org.prefabtracker.catalogue;

import org.prefabtracker.shared.message.Term;

/** What is integrated in a panel at the factory. */
public enum Feature implements Term {
    INSULATION_INTEGRATED("保温一体化"),
    DECORATION_INTEGRATED("装饰一体化"),
    SERVICES_INTEGRATED("管线一体化");

    private final String zh;

    Feature(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
