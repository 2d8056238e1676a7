package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.OffsetDateTime;

/**
 * A user who is signed in on the pages.
 *
 * @param csrfToken to be sent as {@code X-CSRF-Token} with whatever changes anything
 * @param endsAt when to sign in again at the latest
 * @param endsUnusedAt when it ends unless it is used before
 */
@JsonIgnoreProperties("id")
public record Session(long id, Account who, String csrfToken, OffsetDateTime endsAt, OffsetDateTime endsUnusedAt) {

    /** The header a page shows with {@link #csrfToken} that a call is its own. */
    public static final String CSRF_HEADER = "X-CSRF-Token";
}
