package org.prefabtracker.access;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.text.Text;

/**
 * Finds or creates the person for a user whom the identity provider has authenticated. The person is known by the provider's
 * lasting identifier, never by a login name that a person here may have already. Roles are taken from the claims at each sign-in.
 */
@ApplicationScoped
public class SsoProvisioner {

    private static final int LONGEST_NAME = 200;

    @ConfigProperty(name = "prefab.sso.claim.login")
    String loginClaim;

    @ConfigProperty(name = "prefab.sso.claim.name")
    String nameClaim;

    @ConfigProperty(name = "prefab.sso.claim.organisation")
    String organisationClaim;

    @ConfigProperty(name = "prefab.sso.claim.roles")
    String rolesClaim;

    @ConfigProperty(name = "prefab.sso.operators")
    boolean operators;

    private final Map<Role, Set<String>> roleNames = new EnumMap<>(Role.class);

    @Inject
    AuditContext auditContext;

    @Inject
    Clock clock;

    SsoProvisioner(
            @ConfigProperty(name = "prefab.sso.role.admin") Set<String> admin,
            @ConfigProperty(name = "prefab.sso.role.editor") Set<String> editor,
            @ConfigProperty(name = "prefab.sso.role.viewer") Set<String> viewer,
            @ConfigProperty(name = "prefab.sso.role.inspector") Set<String> inspector) {
        roleNames.putAll(
                Map.of(Role.ADMIN, admin, Role.EDITOR, editor, Role.VIEWER, viewer, Role.INSPECTOR, inspector));
    }

    /** The result of a sign-in. */
    public sealed interface Decision {

        /** The sign-in of a person of this system. */
        record Admitted(Account account) implements Decision {}

        /** A refused sign-in, with the reason. */
        record Refused(Why why) implements Decision {}
    }

    /** Why a sign-in is refused. */
    public enum Why {
        /** The provider sent no valid login name. */
        NO_LOGIN,
        /** The login name belongs to another person of this system. */
        LOGIN_TAKEN,
        /** The provider sent no organisation, or one that is not registered here. */
        NO_ORGANISATION,
        /** The organisation operates the system; its people sign in with a password. */
        OPERATOR,
        /** The provider sent another organisation than that of the person. */
        OTHER_ORGANISATION,
        /** The provider sent no role of this application. */
        NO_ROLE,
        /** An administrator has disabled the account. */
        SHUT_OUT
    }

    /** Registers a new person, or updates name and roles of a known one. To be called within a transaction. */
    public Decision decide(JsonNode claims) {
        auditContext.triesToLogIn(null);
        Optional<Organisation> organisation = text(claims, organisationClaim).flatMap(Organisation::find);
        return Person.lock(claims.path("iss").textValue(), claims.path("sub").textValue())
                .map(person -> again(person, organisation, claims))
                .orElseGet(() -> first(organisation, claims));
    }

    private Decision again(Person person, Optional<Organisation> organisation, JsonNode claims) {
        auditContext.logsIn(person.id, person.organisation.id);
        if (!person.active) {
            return new Decision.Refused(Why.SHUT_OUT);
        }
        Set<Role> claimed = roles(claims);
        Optional<Why> why = organisation
                        .filter(named -> !named.code.equals(person.organisation.code))
                        .isPresent()
                ? Optional.of(Why.OTHER_ORGANISATION)
                : why(organisation, claimed);
        // a person who is refused loses all roles, so that existing sessions and tokens have no permission
        fill(person, name(claims, person.login), why.isEmpty() ? claimed : EnumSet.noneOf(Role.class));
        return why.<Decision>map(Decision.Refused::new).orElseGet(() -> admitted(person));
    }

    private Decision first(Optional<Organisation> organisation, JsonNode claims) {
        Optional<String> login =
                text(claims, loginClaim).map(LoginNames::normalise).filter(LoginNames::isValid);
        Set<Role> roles = roles(claims);
        if (login.isEmpty()) {
            return new Decision.Refused(Why.NO_LOGIN);
        }
        Optional<Why> why =
                Person.find(login.get()).isPresent() ? Optional.of(Why.LOGIN_TAKEN) : why(organisation, roles);
        if (why.isPresent()) {
            return new Decision.Refused(why.get());
        }
        Person person = new Person();
        person.organisation = organisation.orElseThrow();
        person.login = login.get();
        person.issuer = claims.path("iss").textValue();
        person.subject = claims.path("sub").textValue();
        person.name = name(claims, login.get());
        person.roles = roles;
        person.recordedAt = OffsetDateTime.now(clock);
        person.persist();
        // known only after the insert; it does not count as a change
        person.recordedBy = person.id;
        return admitted(person);
    }

    /** Records the person itself as the author, where something changes. */
    private void fill(Person person, String name, Set<Role> roles) {
        if (!person.name.equals(name) || !person.roles.equals(roles)) {
            person.name = name;
            person.roles = roles;
            person.recordedBy = person.id;
            person.recordedAt = OffsetDateTime.now(clock);
        }
    }

    private Decision admitted(Person person) {
        Person.flush();
        return new Decision.Admitted(AccountStore.find(person.id).orElseThrow());
    }

    private Optional<Why> why(Optional<Organisation> organisation, Set<Role> roles) {
        if (organisation.isEmpty()) {
            return Optional.of(Why.NO_ORGANISATION);
        }
        if (organisation.get().kind == OrganisationKind.OPERATOR && !operators) {
            return Optional.of(Why.OPERATOR);
        }
        return roles.isEmpty() ? Optional.of(Why.NO_ROLE) : Optional.empty();
    }

    private Set<Role> roles(JsonNode claims) {
        JsonNode value = claim(claims, rolesClaim);
        Set<String> names = (value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText)
                        : List.of(value.asText().split("[ ,]+")).stream())
                .collect(Collectors.toSet());
        Set<Role> roles = EnumSet.allOf(Role.class);
        roles.removeIf(role -> roleNames.get(role).stream().noneMatch(names::contains));
        return roles;
    }

    private String name(JsonNode claims, String login) {
        String name = text(claims, nameClaim).orElse(login);
        return name.length() <= LONGEST_NAME ? name : login;
    }

    /** The value of a claim that is a text, or a list with one text. */
    private static Optional<String> text(JsonNode claims, String path) {
        JsonNode value = claim(claims, path);
        JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return Optional.ofNullable(Text.tidied(one.textValue())).filter(Text::isClean);
    }

    /** A claim by its name, or by a path such as {@code realm_access/roles}. */
    private static JsonNode claim(JsonNode claims, String path) {
        return claims.has(path) ? claims.path(path) : claims.at("/" + path);
    }
}
