package org.prefabtracker.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.prefabtracker.shared.text.Code;

/**
 * A person as it is sent.
 *
 * @param organisation by default the caller's
 */
public record PersonInput(
        @NotNull @Pattern(regexp = LoginNames.PATTERN, message = "{prefab.login}")
        String login,

        @NotBlank @Size(max = 200) String name,
        @Code String organisation,
        @NotEmpty Set<@NotNull Role> roles,
        Boolean active) {

    public PersonInput {
        login = login == null ? null : LoginNames.normalise(login);
        active = active == null || active;
    }
}
