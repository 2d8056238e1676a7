package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.text.Sha256;
import org.prefabtracker.shared.text.Text;

/**
 * Signs in by name and password. After some wrong passwords in a row the next one is checked only after a delay, which doubles
 * up to a quarter of an hour. An unknown name is treated like a known one.
 */
@ApplicationScoped
public class PasswordAuthenticator {

    /**
     * The account of a name and a password; empty if they belong to no account.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 where the password was not checked
     */
    Optional<Account> account(String login, String password) {
        if (!Text.isClean(login)) {
            return Optional.empty();
        }
        String name = LoginNames.normalise(login);
        // counted as wrong before it is checked, so that many concurrent attempts count one by one
        Transactions.join(() -> SignInFailureStore.count(Sha256.hex(name)));
        Optional<AccountStore.WithPassword> known = Transactions.read(() -> AccountStore.findWithPassword(name));
        boolean right = password.length() <= Passwords.LONGEST
                && Passwords.matches(
                        password, known.map(AccountStore.WithPassword::password).orElse(null));
        if (!right) {
            return Optional.empty();
        }
        forget(name);
        return known.map(AccountStore.WithPassword::account);
    }

    /** Forgets the wrong passwords of a login, in its normal form. */
    void forget(String login) {
        Transactions.join(() -> SignInFailureStore.delete(Sha256.hex(login)));
    }
}
