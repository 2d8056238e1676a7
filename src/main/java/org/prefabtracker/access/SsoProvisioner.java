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
import org.prefabtracker.shared.persistence.Transactions;
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

    /** Who it is, or why not. */
    public sealed interface Decision {

        /** A person of this system. */
        record Admitted(Account account) implements Decision {}

        /** No person of this system. */
        record Refused(Why why) implements Decision {}
    }

    /** Why a sign-in is refused. */
    public enum Why {
        /** The provider tells no name to sign in by that could be one here. */
        NO_LOGIN,
        /** Another person of this system has the name. */
        LOGIN_TAKEN,
        /** The provider tells no organisation, or one that is not here. */
        NO_ORGANISATION,
        /** The organisation operates the system, and its people sign in by password. */
        OPERATOR,
        /** The provider tells another organisation than the person is of. */
        OTHER_ORGANISATION,
        /** The provider tells no role that is one here. */
        NO_ROLE,
        /** An administrator here shut the person out. */
        SHUT_OUT
    }

    /** Registers a new person, and takes over name and roles of a known one. To be called within a transaction. */
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
        // a person whom the provider no longer vouches for has no role here, so that sessions and tokens are of no use
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
        // known only now; it does not count as a change
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
        return new Decision.Admitted(
                Transactions.read(() -> AccountStore.find(person.id)).orElseThrow());
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
        JsonNode told = claim(claims, rolesClaim);
        Set<String> names = (told.isArray()
                        ? StreamSupport.stream(told.spliterator(), false).map(JsonNode::asText)
                        : List.of(told.asText().split("[ ,]+")).stream())
                .collect(Collectors.toSet());
        Set<Role> roles = EnumSet.allOf(Role.class);
        roles.removeIf(role -> roleNames.get(role).stream().noneMatch(names::contains));
        return roles;
    }

    private String name(JsonNode claims, String login) {
        String name = text(claims, nameClaim).orElse(login);
        return name.length() <= LONGEST_NAME ? name : login;
    }

    /** What a claim says as text, or as a list of one. */
    private static Optional<String> text(JsonNode claims, String path) {
        JsonNode told = claim(claims, path);
        JsonNode one = told.isArray() && told.size() == 1 ? told.get(0) : told;
        return Optional.ofNullable(Text.tidied(one.textValue())).filter(Text::isClean);
    }

    /** By its name, or by the names on the way to it with slashes between, such as {@code realm_access/roles}. */
    private static JsonNode claim(JsonNode claims, String path) {
        return claims.has(path) ? claims.path(path) : claims.at("/" + path);
    }
}
