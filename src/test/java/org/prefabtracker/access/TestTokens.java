package org.prefabtracker.access;

import static io.restassured.RestAssured.given;

import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.prefabtracker.shared.text.Sha256;

/** API tokens for tests; most are written to the database, because checking a password is slow by design. */
public final class TestTokens {

    private TestTokens() {}

    /** The answer to a login and a password that ask for a token. */
    static Response request(String login, String password) {
        return given().noFilters()
                .auth()
                .preemptive()
                .basic(login, password)
                .contentType("application/json")
                .body("{\"name\": \"test\"}")
                .post("/api/v1/tokens");
    }

    /** A new token for a login and a password. */
    static String token(String login, String password) {
        return request(login, password).then().statusCode(201).extract().path("token");
    }

    /** A request with a token. */
    static RequestSpecification bearer(String token) {
        return given().noFilters().header("Authorization", "Bearer " + token);
    }

    /** A request with a token and a JSON body. */
    static RequestSpecification json(String token) {
        return bearer(token).contentType("application/json");
    }

    /** A token of a person, the same one for all tests. */
    public static String of(long personId) {
        String secret = ApiTokenStore.MARK + "%08d-of-the-tests".formatted(personId);
        try (Connection connection =
                        Arc.container().instance(DataSource.class).get().getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into token (id, person_id, name, prefix, sha256, created_at)
                        values (nextval('token_seq'), ?, 'test', ?, ?, now()) on conflict do nothing""")) {
            statement.setLong(1, personId);
            statement.setString(2, secret.substring(0, ApiTokenStore.PREFIX));
            statement.setString(3, Sha256.hex(secret));
            statement.executeUpdate();
            return secret;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new token of a person that is limited to a project. */
    public static String ofProject(String login, String project) {
        String secret = ApiTokenStore.random();
        try (Connection connection =
                        Arc.container().instance(DataSource.class).get().getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into token (id, person_id, name, prefix, sha256, project_id, created_at)
                        select nextval('token_seq'), p.id, 'test', ?, ?, j.id, now() from person p, project j
                        where p.login = ? and j.code = ?""")) {
            statement.setString(1, secret.substring(0, ApiTokenStore.PREFIX));
            statement.setString(2, Sha256.hex(secret));
            statement.setString(3, login);
            statement.setString(4, project);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("no person " + login + " or no project " + project);
            }
            return secret;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
