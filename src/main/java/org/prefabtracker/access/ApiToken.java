package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * A token as it is answered.
 *
 * @param prefix its first letters, by which it is named
 * @param token all of it: in the answer to its making only, it is kept nowhere
 * @param rights all it is good for; null where it is good for all that the person may
 * @param project the only project it is good for; null where it is good for all
 * @param lastUsedAt to the minute
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiToken(
        String name,
        String prefix,
        String token,
        String login,
        Set<Permission> rights,
        String project,
        OffsetDateTime createdAt,
        OffsetDateTime expiresAt,
        OffsetDateTime lastUsedAt,
        OffsetDateTime revokedAt) {

    /** A token as it is asked for. */
    public record Draft(
            @NotBlank @Size(max = 100) String name,
            @Size(min = 1) Set<@NotNull Permission> rights,
            String project,
            OffsetDateTime expiresAt) {}
}
