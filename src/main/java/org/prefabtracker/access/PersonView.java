package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person as it is returned.
 *
 * @param password the first password, which has to be changed: only in the answer to the creation and to a reset
 */
@Schema(name = "Person")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIncludeProperties({"login", "name", "organisation", "roles", "active", "password"})
public record PersonView(
        String login,
        String name,
        String organisation,
        Set<Role> roles,
        boolean active,
        @JsonIgnore long version,
        String password) {

    static PersonView from(Person person) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(person.roles);
        return new PersonView(
                person.login, person.name, person.organisation.code, roles, person.active, person.version, null);
    }

    /** The same with a new password. */
    PersonView with(String newPassword) {
        return new PersonView(login, name, organisation, roles, active, version, newPassword);
    }
}
