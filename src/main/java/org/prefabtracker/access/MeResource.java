package org.prefabtracker.access;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.shared.Checked;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Sent;
import org.prefabtracker.shared.Transact;

/** Who signed in. */
@Path("/api/v1/me")
@Tag(name = "Access")
@Needs(Right.SIGNED_IN)
public class MeResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Caller caller;

    @Inject
    SignIn signIn;

    @Inject
    Sessions sessions;

    @Inject
    InitialPasswords initialPasswords;

    /** The password one has and the one to have from now on. */
    public record Change(
            @NotNull @Schema(maxLength = Passwords.LONGEST) String current,

            @NotNull @Schema(minLength = Passwords.SHORTEST, maxLength = Passwords.LONGEST)
            String next)
            implements Checked {

        /** Here and not by constraints: their answers say again what was sent. */
        @Override
        public void check(Faults faults) {
            if (next != null && (next.length() < Passwords.SHORTEST || next.length() > Passwords.LONGEST)) {
                faults.addElsewhere(
                        new Place.Pointer("/next"),
                        null,
                        Fault.OUT_OF_RANGE,
                        Passwords.SHORTEST + " to " + Passwords.LONGEST + " characters");
            }
        }
    }

    @GET
    @Operation(summary = "Who signed in, for whom and with which roles")
    public Account get() {
        return caller.account();
    }

    @PUT
    @Path("/password")
    @Operation(summary = "Change one's password; one's tokens are revoked, and other sessions end")
    public void change(Sent<Change> sent) {
        Change change = sent.content();
        Account account = caller.account();
        Faults faults = sent.faults();
        boolean fits = change.next() != null && !faults.name(new Place.Pointer("/next"));
        if (fits && Passwords.isGuessed(change.next(), names(account))) {
            faults.addElsewhere(new Place.Pointer("/next"), null, Fault.OUT_OF_RANGE, "is easily guessed");
        }
        if (change.current() != null
                && signIn.account(account.login(), change.current()).isEmpty()) {
            faults.addElsewhere(new Place.Pointer("/current"), null, Fault.BAD_VALUE, "is not the one you have");
        }
        faults.throwIfAny();
        String hash = Passwords.hash(change.next());
        Transact.run(() -> jdbi.useHandle(handle -> {
            handle.execute("update person set password = ? where id = ?", hash, account.personId());
            sessions.endOthers(handle, account.personId(), caller.session().orElse(null));
        }));
        initialPasswords.forget(account.login());
    }

    /** What who wants to get in knows of a person. */
    private List<String> names(Account account) {
        String organisation = jdbi.withHandle(
                handle -> handle.select("select name from organisation where id = ?", account.organisationId())
                        .mapTo(String.class)
                        .one());
        return List.of(account.login(), account.name(), account.organisation(), organisation, "prefab-tracker");
    }
}
