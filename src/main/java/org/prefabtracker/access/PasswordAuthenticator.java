package org.prefabtracker.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.prefabtracker.shared.http.SenderAddress;
import org.prefabtracker.shared.http.SessionCookie;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.text.Text;

/**
 * Signs in by name and password. After some wrong passwords in a row the next one is checked only after a delay, which doubles
 * up to a quarter of an hour. Wrong passwords are counted for the name from the address, and for the address; so somebody who tries
 * passwords keeps out nobody at another address. A device that the person signed in from is counted for itself. An unknown name is
 * treated like a known one.
 */
@ApplicationScoped
public class PasswordAuthenticator {

    @Inject
    SignInSettings settings;

    @Inject
    SignInBudget budget;

    @Inject
    PasswordHashing hashing;

    @Inject
    SessionCookie cookies;

    @Inject
    CurrentVertxRequest current;

    /** The same for the current request. */
    Optional<Account> account(String login, String password) {
        return account(login, password, current.getCurrent().request());
    }

    /**
     * The account of a name and a password; empty if they belong to no account.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 or 503 where the password was not checked
     */
    Optional<Account> account(String login, String password, HttpServerRequest request) {
        if (!Text.isClean(login)) {
            return Optional.empty();
        }
        String address = SenderAddress.of(request.remoteAddress());
        String name = LoginNames.normalise(login);
        String device = cookies.device(request).orElse(null);
        boolean known =
                device != null && Transactions.read(() -> KnownDeviceStore.knows(name, device, settings.deviceKnown()));
        // whoever tries passwords at the same address does not use up the budget of a known device
        budget.take(known ? "device " + device : address);
        SignInFailureStore.Keys keys = SignInFailureStore.Keys.of(name, address, known ? device : null);
        try (PasswordHashing.Place place = hashing.place(known)) {
            // counted as wrong before it is checked, so that many concurrent attempts count one by one
            Transactions.join(() -> SignInFailureStore.count(keys, settings.freePerAddress()));
            Optional<AccountStore.WithPassword> found = Transactions.read(() -> AccountStore.findWithPassword(name));
            boolean right = password.length() <= Passwords.LONGEST
                    && place.matches(
                            password,
                            found.map(AccountStore.WithPassword::password).orElse(null));
            if (!right) {
                return Optional.empty();
            }
            Transactions.join(() -> SignInFailureStore.succeed(keys));
            return found.map(AccountStore.WithPassword::account);
        }
    }

    /** Forgets the wrong passwords of a login, in its normal form. */
    void forget(String login) {
        Transactions.join(() -> SignInFailureStore.delete(login));
    }
}
