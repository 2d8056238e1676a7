package org.prefabtracker.catalogue;

/** What a panel brings along from the factory. */
public enum Feature {
    INSULATION_INTEGRATED("保温一体化"),
    DECORATION_INTEGRATED("装饰一体化"),
    SERVICES_INTEGRATED("管线一体化");

    private final String zh;

    Feature(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
