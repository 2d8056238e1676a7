package org.prefabtracker.shared.input;

import org.prefabtracker.shared.problem.Violations;

/** A body that knows rules which no constraint on a field can say; they are answered together with all other faults. */
public interface Checked {

    /** Adds what is wrong. Fields that could not be read are null here and are reported already. */
    void check(Violations violations);
}
