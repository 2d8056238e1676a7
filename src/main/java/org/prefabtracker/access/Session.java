package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;

/**
 * The session of a user on the pages.
 *
 * @param csrfToken to be sent as {@code X-CSRF-Token} with every writing request
 * @param endsAt when it ends in any case
 * @param endsUnusedAt when it ends without use
 * @param ssoAt when the provider of single sign-on authenticated the person; null: signed in by a password
 * @param pending what the person has to do before the session can be used; null: nothing
 */
@JsonIgnoreProperties({"id", "ssoAt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Session(
        long id,
        Account who,
        String csrfToken,
        OffsetDateTime endsAt,
        OffsetDateTime endsUnusedAt,
        OffsetDateTime ssoAt,
        Pending pending) {

    /** What a person has to do before the session can be used for anything else. */
    public enum Pending {
        /** Show the second factor. */
        SECOND_FACTOR(
                "Send a code of your second factor first: POST /api/v1/session/second-factor, or the page /sign-in"),
        /** Change the initial password. */
        CHANGE_PASSWORD("Change the initial password first: PUT /api/v1/me/password, or the page /sign-in"),
        /** Enrol a second factor, which people of this organisation have to have. */
        ENROL("Enrol a second factor first: POST /api/v1/me/second-factor, or the page /sign-in");

        private final String sentence;

        Pending(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /** The header with which a page sends {@link #csrfToken}. */
    public static final String CSRF_HEADER = "X-CSRF-Token";
}
