package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.OffsetDateTime;

/**
 * The session of a user on the pages.
 *
 * @param csrfToken to be sent as {@code X-CSRF-Token} with every writing request
 * @param endsAt when it ends in any case
 * @param endsUnusedAt when it ends without use
 */
@JsonIgnoreProperties("id")
public record Session(long id, Account who, String csrfToken, OffsetDateTime endsAt, OffsetDateTime endsUnusedAt) {

    /** The header with which a page sends {@link #csrfToken}. */
    public static final String CSRF_HEADER = "X-CSRF-Token";
}
