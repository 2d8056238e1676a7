package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A token as it is returned.
 *
 * @param prefix its first characters, which identify it
 * @param token the secret: only in the answer to its creation; it is not stored
 * @param rights the permissions it is limited to; null where it has all permissions of the person
 * @param project the only project it is valid for; null where it is valid for all
 * @param lastUsedAt to the minute
 */
@Schema(name = "ApiToken")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiTokenView(
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

    ApiTokenView with(String secret) {
        return new ApiTokenView(
                name, prefix, secret, login, rights, project, createdAt, expiresAt, lastUsedAt, revokedAt);
    }
}
