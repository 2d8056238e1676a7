package org.prefabtracker.shared.input;

import org.prefabtracker.shared.problem.Violations;

/** A body with rules that no constraint on a field can express; their violations are reported together with all others. */
public interface Checked {

    /** Adds violations. Unreadable fields are null here and already reported. */
    void check(Violations violations);
}
