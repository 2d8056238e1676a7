package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.OffsetDateTime;

/**
 * The session of a user on the pages.
 *
 * @param csrfToken to be sent as {@code X-CSRF-Token} with every writing request
 * @param endsAt when it ends in any case
 * @param endsUnusedAt when it ends without use
 * @param ssoAt when the provider of single sign-on authenticated the person; null: signed in by a password
 */
@JsonIgnoreProperties({"id", "ssoAt"})
public record Session(
        long id,
        Account who,
        String csrfToken,
        OffsetDateTime endsAt,
        OffsetDateTime endsUnusedAt,
        OffsetDateTime ssoAt) {

    /** The header with which a page sends {@link #csrfToken}. */
    public static final String CSRF_HEADER = "X-CSRF-Token";
}
