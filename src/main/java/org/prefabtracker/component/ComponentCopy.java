package org.prefabtracker.component;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.TreeMap;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Copies the bill of a building to another building of the project (docs/adr/0006). */
@ApplicationScoped
public class ComponentCopy {

    @Inject
    BillImport bills;

    @Inject
    ComponentCopyStore store;

    /** Registers all components that are not cancelled, or none where there is any violation. */
    UpsertResult copy(Project project, String from, String to) {
        Violations violations = new Violations();
        for (ComponentCopyStore.MissingStorey storey : store.missingStoreys(project, from, to)) {
            violations.add(Violation.of(
                    new ErrorLocation.Parameter("from"),
                    storey.code(),
                    Violation.NOT_FOUND,
                    "building " + to + " has no such storey, and " + storey.components() + " components of building "
                            + from + " are on it"));
        }
        violations.throwIfAny();
        List<ComponentInput> originals = store.components(project, from);
        // a bill may move components, a copy must not take those of a third building
        new TreeMap<>(store.elsewhere(
                        project,
                        originals.stream()
                                .map(original -> renamed(original.code(), from, to))
                                .toList(),
                        to))
                .forEach((code, building) -> violations.add(Violation.conflict(
                        new ErrorLocation.Parameter("from"),
                        code,
                        Violation.CONFLICT,
                        "component " + code + " belongs to building " + building)));
        return bills.register(project, new Rows(originals, from, to), BillImport.Rest.IGNORED, violations);
    }

    /** {@code 1#-05-DBS-017} of {@code 1#} is {@code 2#-05-DBS-017} in {@code 2#}, and {@code YB-3-03-001} is {@code 2#-YB-3-03-001}. */
    static String renamed(String code, String from, String to) {
        boolean ownName = code.startsWith(from)
                && (code.length() == from.length()
                        || !Character.isLetterOrDigit(code.codePointAt(from.length()))
                        || !Character.isLetterOrDigit(from.codePointBefore(from.length())));
        return ownName ? to + code.substring(from.length()) : to + "-" + code;
    }

    /** The components of a building as rows of another. A violation names the component it comes from. */
    private record Rows(List<ComponentInput> originals, String from, String to) implements RowSource<ComponentInput> {

        @Override
        public void read(Consumer<ComponentInput> consumer, Violations violations) {
            for (int line = 0; line < originals.size(); line++) {
                ComponentInput original = originals.get(line);
                String code = renamed(original.code(), from, to);
                if (Codes.isValid(code)) {
                    consumer.accept(line, original.at(code, to, original.storey()));
                } else {
                    violations.add(
                            place(line, "code"),
                            original.code(),
                            Violation.BAD_CODE,
                            "would be " + code + ", which is too long for a code");
                }
            }
        }

        @Override
        public ErrorLocation place(long line, String field) {
            return new ErrorLocation.Parameter("from");
        }
    }
}
