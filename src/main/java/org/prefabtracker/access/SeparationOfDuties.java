package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * Nobody gives roles to himself, and who reported work on a piece does not pass or accept it (docs/access.md). A person and those who
 * appointed it, who registered it or gave it roles or a password, count as one hand: else everybody could do both by a second person.
 */
@ApplicationScoped
public class SeparationOfDuties {

    @Inject
    @ConfigProperty(name = "prefab.separation-of-duties")
    Provider<Boolean> on;

    /** Whether this installation separates duties. */
    public boolean isOn() {
        return on.get();
    }

    /** Adds a violation where a person gives roles to himself, or to one who appointed him. */
    void checkRoles(Person giver, Person receiver, Set<Role> roles, Violations violations) {
        // a role that cannot be read is null, and reported where it is
        if (!isOn() || roles == null || roles.contains(null) || receiver.roles.containsAll(roles)) {
            return;
        }
        boolean himself = giver.id.equals(receiver.id);
        if (himself || Arrays.asList(giver.appointedBy).contains(receiver.id)) {
            violations.addElsewhere(
                    new ErrorLocation.Pointer("/roles"),
                    null,
                    Violation.OUT_OF_RANGE,
                    himself
                            ? "nobody gives roles to himself; another administrator or the operator does"
                            : "nobody gives roles to a person who appointed him; the operator does");
        }
    }

    /** Records that a person was registered, or was given roles or a password, by another one. */
    void appoint(Account account, Person appointed) {
        if (!account.isOperator()) {
            Person by = Person.findById(account.personId());
            Set<Long> all = new LinkedHashSet<>(Arrays.asList(appointed.appointedBy));
            all.addAll(Arrays.asList(by.appointedBy));
            all.add(by.id);
            all.remove(appointed.id);
            appointed.appointedBy = all.toArray(Long[]::new);
        }
    }
}
