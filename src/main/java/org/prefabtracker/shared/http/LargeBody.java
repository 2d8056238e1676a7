package org.prefabtracker.shared.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an operation that takes a list or a file: its body may be longer than {@code prefab.body.small}, which limits all others. It is
 * read only after the permission was checked.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LargeBody {

    Holds value();

    /** What a body holds, which decides its limit. */
    enum Holds {
        /** At most {@code prefab.body.list} bytes. */
        LIST,
        /** At most {@code quarkus.http.limits.max-body-size} bytes. */
        FILE
    }
}
