package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.prefabtracker.project.TakeOff;

/** The components and joints in the bill of an example, and its take-off. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExampleBuilding(
        @Size(max = 100) List<@Valid @NotNull ExampleComponent> components,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 100)
        List<@Valid @NotNull ExampleJoint> joints,

        @Valid TakeOff takeOff) {
    public ExampleBuilding {
        components = components == null ? List.of() : components;
        joints = joints == null ? List.of() : joints;
    }
}
