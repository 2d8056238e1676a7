package org.prefabtracker.shared.http;

/** An answer with an {@code ETag} that can be changed with {@code If-Match}; see {@link Etags}. */
public interface Editable {

    /** The number of its changes. */
    long version();
}
