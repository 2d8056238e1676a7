package org.prefabtracker.plausibility;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.project.Project;

/** Finds everything of one kind. */
interface Check {

    /**
     * What is looked at.
     *
     * @param building the code of one building, or null: all of the project
     */
    record Scope(Project project, String building) {}

    /** A finding and its place among those of its kind: keys are unique and ordered, the empty one comes before all. */
    record Placed(String key, Finding finding) {}

    FindingKind kind();

    /**
     * The findings after a key, in the order of their keys, in a number of statements that does not depend on how many there
     * are.
     */
    List<Placed> after(Handle handle, Scope scope, String key, int limit);

    /** Whether a key may be one of its own. */
    default boolean knows(String key) {
        return true;
    }
}
