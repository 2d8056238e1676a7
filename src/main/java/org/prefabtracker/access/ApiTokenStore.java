package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.shared.text.Sha256;

/** The tokens machines sign in by. */
@ApplicationScoped
public class ApiTokenStore {

    /** What all of ours begin with, so that they are found where they should not be. */
    static final String OURS = "pft_";

    static final int PREFIX = OURS.length() + 8;

    @Inject
    Jdbi jdbi;

    static String random() {
        return OURS + bits();
    }

    /** 256 random bits as 43 letters, which nobody guesses. */
    static String bits() {
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Whose a token is, if it is anybody's and still good; notes that it was used, to the minute. */
    Optional<Account> account(String secret) {
        return jdbi.withHandle(handle -> Account.one(
                handle.createQuery("with found as (" + Account.SELECT + """
                        , t.rights, t.project_id, t.id as token, t.last_used_at
                        from token t join person p on p.id = t.person_id join organisation o on o.id = p.organisation_id
                        where t.sha256 = :sha256 and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
                          and p.active),
                        used as (
                          update token set last_used_at = now() from found
                          where token.id = found.token and coalesce(found.last_used_at, '-infinity') < now() - interval '1 minute')
                        select * from found""").bind("sha256", Sha256.hex(secret))));
    }
}
