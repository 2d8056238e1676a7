package org.prefabtracker.shared.http;

/** Something that is returned with an {@code ETag} and changed by {@code If-Match}; see {@link Etags}. */
public interface Editable {

    /** Counts its changes. */
    long version();
}
