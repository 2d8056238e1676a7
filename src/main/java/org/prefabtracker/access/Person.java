package org.prefabtracker.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Code;

/**
 * Somebody who signs in, for one organisation.
 *
 * @param password in the answer to the creation only: the first one, to be changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIncludeProperties({"login", "name", "organisation", "roles", "active", "password"})
public record Person(
        @JsonIgnore long id,
        String login,
        String name,
        String organisation,
        Set<Role> roles,
        boolean active,
        @JsonIgnore int version,
        String password) {

    static final String SELECT = """
            select p.id, p.login, p.name, o.code as organisation, p.roles, p.active, p.version
            from person p join organisation o on o.id = p.organisation_id where p.login is not null""";

    /**
     * A person as it is sent.
     *
     * @param organisation left out: that of who sends it
     */
    public record Draft(
            @NotNull
            @Pattern(regexp = LoginNames.PATTERN, message = "1 to 64 letters, digits or # - _ . * × ( ) + ~ □ @")
            String login,

            @NotBlank @Size(max = 200) String name,
            @Code String organisation,
            @NotEmpty Set<@NotNull Role> roles,
            Boolean active) {
        public Draft {
            login = login == null ? null : LoginNames.normalise(login);
            active = active == null || active;
        }
    }

    static Person of(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getString("login"),
                row.getString("name"),
                row.getString("organisation"),
                EnumArrays.read(Role.class, row, "roles"),
                row.getBoolean("active"),
                row.getInt("version"),
                null);
    }

    static Optional<Person> find(Handle handle, String login) {
        return handle.createQuery(SELECT + " and p.login = :login")
                .bind("login", LoginNames.normalise(login))
                .map((row, context) -> of(row))
                .findOne();
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where there is none of that name, or none the caller administers */
    static Person require(Handle handle, Account account, String login) {
        return find(handle, login)
                .filter(person -> account.isOperator() || person.organisation().equals(account.organisation()))
                .orElseThrow(() -> Problems.notFound("person", login));
    }

    Person with(String firstPassword) {
        return new Person(id, login, name, organisation, roles, active, version, firstPassword);
    }
}
