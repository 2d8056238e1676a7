package org.prefabtracker.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A token as it is requested.
 *
 * @param password the caller's, unless the request carries it already or comes right after a single sign-on
 * @param code of the caller's second factor, unless the request is of a session
 */
public record ApiTokenInput(
        @NotBlank @Size(max = 100) String name,
        @Size(min = 1) Set<@NotNull Permission> rights,
        String project,
        OffsetDateTime expiresAt,

        @Schema(maxLength = Passwords.LONGEST) String password,

        String code) {}
