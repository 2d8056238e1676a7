package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.InsteadOfDelete;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** The people of the caller's organisation; for the operator, of all organisations. */
@Path("/api/v1/people")
@Tag(name = "Access")
@RequiresPermission(Permission.ADMINISTER)
public class PersonResource {

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    SessionStore sessions;

    @Inject
    PasswordAuthenticator passwords;

    @Inject
    PasswordHashing hashing;

    @Inject
    BootstrapPasswords bootstrapPasswords;

    @Inject
    SeparationOfDuties duties;

    @Inject
    SecondFactors factors;

    @ConfigProperty(name = "prefab.password.initial")
    Duration initial;

    @Inject
    Clock clock;

    @POST
    @Operation(operationId = "createPerson", summary = "Register a person; only this answer shows the first password")
    public RestResponse<PersonView> create(ParsedBody<PersonInput> sent) {
        PersonInput input = sent.content();
        Account account = currentUser.account();
        String password = Passwords.random();
        Transactions.read(() -> newPersonsOrganisation(account, input, new Violations(sent.violations())));
        String hash = hashing.hash(password);
        return Transactions.write(() -> {
            auditContext.changes(null);
            Person person = new Person();
            person.organisation = newPersonsOrganisation(account, input, sent.violations());
            person.login = input.login();
            person.password = hash;
            person.passwordEndsAt = OffsetDateTime.now(clock).plus(initial);
            fill(person, input, account);
            duties.appoint(account, person);
            person.persist();
            return answer(Status.CREATED, PersonView.from(person).with(password));
        });
    }

    /** The organisation of a new person; throws what is wrong with the input. Asked before the password is hashed, which is slow. */
    private static Organisation newPersonsOrganisation(Account account, PersonInput input, Violations violations) {
        Optional<Organisation> organisation = organisation(account, input.organisation(), violations);
        if (input.login() != null && Person.find(input.login()).isPresent()) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/login"), input.login(), Violation.CONFLICT, "this login is taken");
        }
        violations.throwIfAny();
        return organisation.orElseThrow();
    }

    private void fill(Person person, PersonInput input, Account account) {
        person.name = input.name();
        person.roles = input.roles();
        person.active = input.active();
        person.recordedBy = account.personId();
        person.recordedAt = OffsetDateTime.now(clock);
    }

    private static Optional<Organisation> organisation(Account account, String sent, Violations violations) {
        String code = sent == null ? account.organisation() : sent;
        boolean own = Codes.normalise(code).equals(account.organisation());
        Optional<Organisation> organisation = own || account.isOperator() ? Organisation.find(code) : Optional.empty();
        if (organisation.isEmpty()) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/organisation"),
                    code,
                    Violation.NOT_FOUND,
                    "there is no such organisation");
        }
        return organisation;
    }

    @GET
    @Operation(operationId = "listPeople", summary = "List people, by name")
    public Paging.Page<PersonView> list(@BeanParam Paging paging) {
        Account account = currentUser.account();
        return Transactions.read(() -> paging.page(
                Person.listAfter(account, paging.after(), paging.limit() + 1).stream()
                        .map(PersonView::from)
                        .toList(),
                PersonView::login,
                () -> Person.count(account)));
    }

    @GET
    @Path("/{login}")
    @InsteadOfDelete("A person stays, because records name it; block it: PUT with \"active\": false")
    @Operation(operationId = "getPerson", summary = "A person, with its ETag")
    public RestResponse<PersonView> get(@PathParam("login") String login) {
        return answer(
                Status.OK, Transactions.read(() -> PersonView.from(Person.require(currentUser.account(), login))));
    }

    @PUT
    @Path("/{login}")
    @Operation(
            operationId = "updatePerson",
            summary = "Change a person's name and roles, or block the person (active: false) (If-Match)")
    public RestResponse<PersonView> change(
            @PathParam("login") String login, @HeaderParam("If-Match") String ifMatch, ParsedBody<PersonInput> sent) {
        PersonInput input = sent.content();
        Account account = currentUser.account();
        return Transactions.write(() -> {
            Person person = Person.require(account, login);
            auditContext.changes(PersonView.from(person));
            Violations violations = sent.violations();
            same("/login", person.login, input.login(), violations);
            if (person.id == account.personId()
                    && (!input.active()
                            || input.roles() != null
                                    && !input.roles().contains(null)
                                    && !input.roles().contains(Role.ADMIN))) {
                violations.addElsewhere(
                        new ErrorLocation.Pointer("/roles"),
                        null,
                        Violation.OUT_OF_RANGE,
                        "administrators cannot block themselves");
            }
            duties.checkRoles(Person.findById(account.personId()), person, input.roles(), violations);
            same("/organisation", person.organisation.code, input.organisation(), violations);
            violations.throwIfAny();
            Etags.check(ifMatch, person.version);
            if (!person.roles.equals(input.roles())) {
                duties.appoint(account, person);
            }
            fill(person, input, account);
            person.persistAndFlush();
            if (!person.active) {
                sessions.endOthers(person.id, null);
            }
            return answer(Status.OK, PersonView.from(person));
        });
    }

    /** Not for the password of the caller: with a stolen session an attacker could otherwise keep the account. */
    @POST
    @Path("/{login}/password")
    @Operation(
            operationId = "resetPassword",
            summary =
                    "Reset a person's password; only this answer shows the new one. Tokens are revoked and sessions end")
    public PersonView resetPassword(@PathParam("login") String login) {
        Account account = currentUser.account();
        String password = Passwords.random();
        Transactions.read(() -> withPassword(account, login));
        String hash = hashing.hash(password);
        PersonView reset = Transactions.write(() -> {
            Person person = withPassword(account, login);
            PersonView before = PersonView.from(person);
            auditContext.changes(before);
            person.password = hash;
            person.passwordEndsAt = OffsetDateTime.now(clock).plus(initial);
            duties.appoint(account, person);
            sessions.endOthers(person.id, null);
            passwords.forget(person.login);
            return before.with(password);
        });
        bootstrapPasswords.forget(reset.login());
        return reset;
    }

    /** Not for the caller, who removes its own with a code. */
    @DELETE
    @Path("/{login}/second-factor")
    @Operation(
            operationId = "removeSecondFactorOfPerson",
            summary = "Remove the second factor of a person who lost it; tokens are revoked and sessions end")
    public void removeFactor(@PathParam("login") String login) {
        Account account = currentUser.account();
        Transactions.write(() -> {
            Person person = Person.require(account, login);
            if (person.id == account.personId()) {
                throw Problems.of(403, "Remove your own second factor by POST /api/v1/me/second-factor/remove");
            }
            factors.remove(person.id);
            duties.appoint(account, person);
            sessions.endOthers(person.id, null);
        });
    }

    /** The person whose password is reset. Asked before the new one is hashed, which is slow. */
    private static Person withPassword(Account account, String login) {
        Person person = Person.require(account, login);
        if (person.id == account.personId()) {
            throw Problems.of(403, "Change your own password by PUT /api/v1/me/password");
        }
        if (person.issuer != null) {
            throw Problems.of(409, person.login + " signs in by single sign-on and has no password here");
        }
        return person;
    }

    private static void same(String pointer, String is, String sent, Violations violations) {
        if (sent != null && !sent.equals(is)) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer(pointer),
                    sent,
                    Violation.OUT_OF_RANGE,
                    "is " + is + " and cannot be changed");
        }
    }

    private static RestResponse<PersonView> answer(Status status, PersonView person) {
        return Etags.answer(status, person, person.version());
    }
}
