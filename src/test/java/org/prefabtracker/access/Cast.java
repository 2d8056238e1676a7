package org.prefabtracker.access;

import static io.restassured.RestAssured.given;

import io.quarkus.arc.Arc;
import io.restassured.specification.RequestSpecification;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A user of every kind of organisation: all are parties of the project OWN or oversee it, none has access to FOREIGN. */
public final class Cast {

    /** By password; computing one takes long. */
    private static final Map<String, String> HASHES = new ConcurrentHashMap<>();

    private final Map<OrganisationKind, Long> people = new EnumMap<>(OrganisationKind.class);
    private long viewer;

    private Cast() {}

    public static Cast of(Jdbi jdbi) {
        return jdbi.inTransaction(handle -> {
            Cast cast = new Cast();
            for (String code : new String[] {"OWN", "FOREIGN"}) {
                handle.execute("""
                        insert into project (id, code, name, region_code, version, recorded_by, recorded_at)
                        values (nextval('project_seq'), ?, ?, ?, 1, 1, now()) on conflict (code) do nothing""", code, code, code.equals("OWN") ? "320102" : "440103");
            }
            for (OrganisationKind kind : OrganisationKind.values()) {
                long organisation = kind == OrganisationKind.OPERATOR ? 1 : organisation(handle, "CAST-" + kind, kind);
                if (kind.isParty()) {
                    handle.execute("""
                            insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by)
                            select id, ?, ?, now(), 1 from project where code = 'OWN' on conflict do nothing""", organisation, kind.name());
                }
                cast.people.put(kind, person(handle, "cast-" + kind, organisation, EnumSet.allOf(Role.class)));
                if (kind == OrganisationKind.DESIGNER) {
                    cast.viewer = person(handle, "cast-viewer", organisation, EnumSet.of(Role.VIEWER));
                }
            }
            return cast;
        });
    }

    /** A user with all roles in a further organisation, which is a party of no project. */
    public static Supplier<RequestSpecification> of(Jdbi jdbi, String organisation, OrganisationKind kind) {
        long person = jdbi.inTransaction(handle -> person(
                handle,
                "cast-of-" + organisation,
                organisation(handle, organisation, kind),
                EnumSet.allOf(Role.class)));
        return () -> as(person);
    }

    /** A user of another organisation, which is a party of OWN in the given part. */
    public RequestSpecification of(Handle handle, String organisation, OrganisationKind kind, String part) {
        long id = organisation(handle, organisation, kind);
        handle.execute("""
                insert into project_party (project_id, organisation_id, kind, recorded_at, recorded_by)
                select id, ?, ?, now(), 1 from project where code = 'OWN' on conflict do nothing""", id, part);
        return as(
                person(handle, "of-" + organisation.toLowerCase(java.util.Locale.ROOT), id, EnumSet.allOf(Role.class)));
    }

    static long organisation(Handle handle, String code, OrganisationKind kind) {
        handle.execute("""
                insert into organisation (id, code, name, kind, region_code) values (nextval('organisation_seq'), ?, ?, ?, ?)
                on conflict (code) do nothing""", code, code, kind.name(), kind == OrganisationKind.REGULATOR ? "32" : null);
        return handle.select("select id from organisation where code = ?", code)
                .mapTo(Long.class)
                .one();
    }

    static long person(Handle handle, String login, long organisation, Set<Role> roles) {
        handle.execute(
                """
                insert into person (id, organisation_id, name, login, roles) values (nextval('person_seq'), ?, ?, ?, ?)
                on conflict (login) do nothing""", organisation, login, login, roles.stream().map(Role::name).toArray(String[]::new));
        return handle.select("select id from person where login = ?", login)
                .mapTo(Long.class)
                .one();
    }

    /**
     * Creates a person as the operator and returns the password, as if the person had chosen it; {@code details} are the other members
     * of the JSON.
     */
    public static String newPerson(String login, String details) {
        String password = newPersonWithInitialPassword(login, details);
        Arc.container()
                .instance(Jdbi.class)
                .get()
                .useHandle(
                        handle -> handle.execute("update person set password_ends_at = null where login = ?", login));
        return password;
    }

    static String newPersonWithInitialPassword(String login, String details) {
        return given().contentType("application/json")
                .body("{\"login\": \"" + login + "\", " + details + "}")
                .post("/api/v1/people")
                .then()
                .statusCode(201)
                .extract()
                .path("password");
    }

    /** A user of the operator with a password. */
    public static void withPassword(Jdbi jdbi, String login, String password) {
        jdbi.useHandle(handle -> handle.execute(
                "update person set password = ? where id = ?",
                HASHES.computeIfAbsent(password, Passwords::hash),
                person(handle, login, 1, EnumSet.allOf(Role.class))));
    }

    public long person(OrganisationKind kind) {
        return people.get(kind);
    }

    public RequestSpecification as(OrganisationKind kind) {
        return as(people.get(kind));
    }

    RequestSpecification asViewer() {
        return as(viewer);
    }

    static RequestSpecification as(long person) {
        return given().noFilters().header("Authorization", "Bearer " + TestTokens.of(person));
    }
}
