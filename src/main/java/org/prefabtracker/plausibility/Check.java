package org.prefabtracker.plausibility;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.project.Project;

/** Finds all findings of one kind. */
interface Check {

    /**
     * What is checked.
     *
     * @param building the code of a building; null: the whole project
     */
    record Scope(Project project, String building) {}

    /** A finding and its key among those of its kind. Keys are unique and ordered; the empty key comes before all. */
    record Placed(String key, Finding finding) {}

    FindingKind kind();

    /**
     * The findings after a key, in the order of their keys, in a number of statements that does not depend on how many there
     * are.
     */
    List<Placed> after(Scope scope, String key, int limit);

    /** The numbers of findings of some places; a place without any is left out. */
    default Map<Scope, Long> count(List<Scope> scopes) {
        Map<Scope, Long> counts = new HashMap<>();
        for (Scope scope : scopes) {
            int found = after(scope, "", Integer.MAX_VALUE).size();
            if (found > 0) {
                counts.put(scope, (long) found);
            }
        }
        return counts;
    }

    /** Whether a text can be a key of this check. */
    default boolean knows(String key) {
        return true;
    }
}
