package org.prefabtracker.joint;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** What can be wrong with a row of a joint schedule. */
enum JointRowNote implements NoteCode {
    BUILDING_REQUIRED,
    BUILDING_UNKNOWN,
    BUILDING_OF_ADDRESS("building"),
    CODE_REPEATED,
    STOREY_UNKNOWN("building"),
    STOREY_REQUIRED("storeys"),
    COMPONENT_UNKNOWN("component"),
    COMPONENT_ELSEWHERE("component", "building"),
    CANCELLED,
    REQUIRED_FOR_KIND("kind"),
    SUM_DECLARED("phase", "measure"),
    JOINT_UNKNOWN;

    private final List<String> arguments;

    JointRowNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
