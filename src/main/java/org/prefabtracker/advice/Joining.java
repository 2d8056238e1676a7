package org.prefabtracker.advice;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;

/** Adapts joints to the changed components that they join (GB/T 51129-2017, 4.0.3 and 4.0.5). Pure. */
final class Joining {

    private final List<JointFact> joints;
    private final Set<String> joined;
    private final Map<String, JointFact.Joined> supposed = new HashMap<>();

    Joining(List<JointFact> joints) {
        this.joints = joints;
        this.joined = joints.stream()
                .flatMap(joint -> joint.joins().stream())
                .map(JointFact.Joined::component)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Takes a component after the changes. */
    void see(ComponentFact component, CountedSpec spec) {
        if (joined.contains(component.code())) {
            Set<Category> categories = Stream.concat(
                            Stream.of(spec.category()), spec.parts().stream().map(Spec.Part::category))
                    .collect(Collectors.toSet());
            supposed.put(
                    component.code(),
                    new JointFact.Joined(
                            component.code(),
                            categories,
                            component.counts() ? JointFact.Seen.COUNTS : JointFact.Seen.NOT_YET));
        }
    }

    /** Takes a component that the changes remove from the bill. */
    void lose(ComponentFact component, CountedSpec spec) {
        if (joined.contains(component.code())) {
            supposed.put(
                    component.code(),
                    new JointFact.Joined(component.code(), Set.of(spec.category()), JointFact.Seen.CANCELLED));
        }
    }

    /** All joints; components that were not taken are joined as before. */
    List<JointFact> joints() {
        return joints.stream()
                .map(joint -> new JointFact(
                        joint.code(),
                        joint.kind(),
                        joint.storey(),
                        joint.widthMm(),
                        joint.heightMm(),
                        joint.columnSideMm(),
                        joint.volumeM3(),
                        joint.areaM2(),
                        joint.castInPlaceSide(),
                        joint.joins().stream()
                                .map(joins -> supposed.getOrDefault(joins.component(), joins))
                                .toList()))
                .toList();
    }
}
