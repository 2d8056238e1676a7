package org.prefabtracker.access;

import io.quarkus.arc.Arc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.prefabtracker.shared.text.Sha256;

/** Tokens put into the database of the running test: signing in by password takes as long as it should. */
public final class TestTokens {

    private TestTokens() {}

    /** A token of a person, the same one for all tests. */
    public static String of(long personId) {
        String secret = ApiTokenStore.OURS + "%08d-of-the-tests".formatted(personId);
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
}
