package org.prefabtracker.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Set;

/** A token as it is requested. */
public record ApiTokenInput(
        @NotBlank @Size(max = 100) String name,
        @Size(min = 1) Set<@NotNull Permission> rights,
        String project,
        OffsetDateTime expiresAt) {}
