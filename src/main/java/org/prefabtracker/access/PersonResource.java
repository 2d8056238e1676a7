package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** The people of one's own organisation; the operator's: of all. */
@Path("/api/v1/people")
@Tag(name = "Access")
@RequiresPermission(Permission.ADMINISTER)
public class PersonResource {

    @Inject
    Jdbi jdbi;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    SessionStore sessions;

    @Inject
    BootstrapPasswords initialPasswords;

    @POST
    @Operation(summary = "Register a person; the answer has the first password, shown this once")
    public RestResponse<Person> create(ParsedBody<Person.Draft> sent) {
        Person.Draft draft = sent.content();
        Account account = currentUser.account();
        String password = Passwords.random();
        String hash = Passwords.hash(password);
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            auditContext.changes(null);
            Violations violations = sent.violations();
            String organisation = draft.organisation() == null ? account.organisation() : draft.organisation();
            Long id = organisation(handle, account, organisation, violations);
            if (draft.login() != null && Person.find(handle, draft.login()).isPresent()) {
                violations.addElsewhere(
                        new ErrorLocation.Pointer("/login"),
                        draft.login(),
                        Violation.CONFLICT,
                        "somebody has this name");
            }
            violations.throwIfAny();
            handle.createUpdate("""
                            insert into person (id, organisation_id, name, login, roles, password, active, version, recorded_by,
                              recorded_at)
                            values (nextval('person_seq'), :organisationId, :name, :login, :roleNames, :hash, :active, 1, :person,
                              now())""")
                    .bindMethods(draft)
                    .bind("roleNames", EnumArrays.of(draft.roles()))
                    .bind("organisationId", id)
                    .bind("hash", hash)
                    .bind("person", account.personId())
                    .execute();
            return answer(
                    Status.CREATED,
                    Person.find(handle, draft.login()).orElseThrow().with(password));
        }));
    }

    private static Long organisation(Handle handle, Account account, String code, Violations violations) {
        boolean own = Codes.normalise(code).equals(account.organisation());
        Organisation organisation =
                own || account.isOperator() ? Organisation.find(handle, code).orElse(null) : null;
        if (organisation == null) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/organisation"),
                    code,
                    Violation.NOT_FOUND,
                    "there is no such organisation");
            return null;
        }
        return organisation.id();
    }

    @GET
    @Operation(summary = "List people, by name")
    public Paging.Page<Person> list(@BeanParam Paging paging) {
        Account account = currentUser.account();
        return paging.page(
                jdbi.withHandle(handle -> handle.createQuery(
                                Person.SELECT
                                        + " and (:all or o.id = :organisation) and p.login > :after order by p.login limit :limit")
                        .bind("all", account.isOperator())
                        .bind("organisation", account.organisationId())
                        .bind("after", paging.after())
                        .bind("limit", paging.limit() + 1)
                        .map((row, context) -> Person.of(row))
                        .list()),
                Person::login);
    }

    @GET
    @Path("/{login}")
    @Operation(summary = "A person, with the ETag to change it by")
    public RestResponse<Person> get(@PathParam("login") String login) {
        return answer(Status.OK, jdbi.withHandle(handle -> Person.require(handle, currentUser.account(), login)));
    }

    @PUT
    @Path("/{login}")
    @Operation(summary = "Change a person's name and roles, or shut the person out (active: false) (If-Match)")
    public RestResponse<Person> change(
            @PathParam("login") String login, @HeaderParam("If-Match") String ifMatch, ParsedBody<Person.Draft> sent) {
        Person.Draft draft = sent.content();
        Account account = currentUser.account();
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            Person person = Person.require(handle, account, login);
            auditContext.changes(person);
            Violations violations = sent.violations();
            same("/login", person.login(), draft.login(), violations);
            if (person.id() == account.personId()
                    && (!draft.active()
                            || draft.roles() != null && !draft.roles().contains(Role.ADMIN))) {
                violations.addElsewhere(
                        new ErrorLocation.Pointer("/roles"),
                        null,
                        Violation.OUT_OF_RANGE,
                        "nobody shuts out themselves");
            }
            same("/organisation", person.organisation(), draft.organisation(), violations);
            violations.throwIfAny();
            Etags.check(ifMatch, person.version());
            if (handle.createUpdate("""
                                    update person set name = :name, roles = :roleNames, active = :active, version = version + 1,
                                      recorded_by = :person, recorded_at = now()
                                    where id = :id and version = :version""")
                            .bindMethods(draft)
                            .bind("roleNames", EnumArrays.of(draft.roles()))
                            .bind("person", account.personId())
                            .bind("id", person.id())
                            .bind("version", person.version())
                            .execute()
                    == 0) {
                throw Problems.of(412, "It was changed at the same time; read it again");
            }
            if (!draft.active()) {
                handle.execute("delete from session where person_id = ?", person.id());
            }
            return answer(Status.OK, Person.require(handle, account, login));
        }));
    }

    /** Nobody's own: whoever got hold of a session would keep it that way. */
    @POST
    @Path("/{login}/password")
    @Operation(
            summary =
                    "Give a person who lost the password another one, shown this once; tokens are revoked and sessions end")
    public Person resetPassword(@PathParam("login") String login) {
        Account account = currentUser.account();
        String password = Passwords.random();
        String hash = Passwords.hash(password);
        Person reset = Transactions.write(() -> jdbi.withHandle(handle -> {
            Person person = Person.require(handle, account, login);
            auditContext.changes(person);
            if (person.id() == account.personId()) {
                throw Problems.of(403, "One's own password is changed by PUT /api/v1/me/password");
            }
            if (handle.createUpdate("update person set password = :hash where id = :id and issuer is null")
                            .bind("hash", hash)
                            .bind("id", person.id())
                            .execute()
                    == 0) {
                throw Problems.of(409, person.login() + " signs in by single sign-on and has no password here");
            }
            sessions.endOthers(handle, person.id(), null);
            PasswordAuthenticator.forget(handle, person.login());
            return person.with(password);
        }));
        initialPasswords.forget(reset.login());
        return reset;
    }

    private static void same(String pointer, String is, String sent, Violations violations) {
        if (sent != null && !sent.equals(is)) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer(pointer), sent, Violation.OUT_OF_RANGE, "is " + is + " and stays so");
        }
    }

    private static RestResponse<Person> answer(Status status, Person person) {
        return ResponseBuilder.create(status, person)
                .header("ETag", Etags.of(person.version()))
                .build();
    }
}
