package org.prefabtracker.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * Loads the standard specs of components-catalog/ into the catalogue at the start of the application, each issue of a file
 * once. New rows become specs and changed rows become revisions; edits that people made to other rows stay. An issue older
 * than the one loaded last is skipped, so that versions of the application that start in turn do not undo each other's rows.
 */
@ApplicationScoped
public class CatalogueLoader {

    private static final Logger LOG = Logger.getLogger(CatalogueLoader.class);
    private static final String FOLDER = "components-catalog/";

    @Inject
    CatalogueFileStore files;

    @Inject
    SpecStore specs;

    @Inject
    ObjectMapper json;

    @Inject
    Validator validator;

    /** The application does not start; the message names file, row and column, and what is wrong. */
    static class Refused extends IllegalStateException {
        Refused(String message) {
            super(message);
        }
    }

    /** A packaged file; its number rises whenever its content changes. */
    record Issue(String name, int number, Supplier<String> text) {

        /** @param line of index.txt: the name, the number and the SHA-256 of the content, which the build checks */
        static Issue of(String line) {
            String[] parts = line.split(" ");
            return new Issue(parts[0], Integer.parseInt(parts[1]), () -> resource(parts[0]));
        }
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        load(resource("index.txt").strip().lines().map(Issue::of).toList());
    }

    /** Loads the issues that are newer than the loaded ones; all of them or none. */
    UpsertResult load(List<Issue> issues) {
        Map<String, Integer> loaded = files.loaded();
        List<Issue> newer = issues.stream()
                .filter(issue -> issue.number() > loaded.getOrDefault(issue.name(), -1))
                .sorted(Comparator.comparing(Issue::name))
                .toList();
        if (newer.isEmpty()) {
            return new UpsertResult(0, 0, 0);
        }
        return Transactions.write(() -> {
            files.lock();
            UpsertResult total = new UpsertResult(0, 0, 0);
            for (Issue issue : newer) {
                UpsertResult file = load(issue);
                total = new UpsertResult(
                        total.created() + file.created(),
                        total.updated() + file.updated(),
                        total.unchanged() + file.unchanged());
            }
            LOG.infof(
                    "catalogue: %d specs new, %d revised, %d unchanged",
                    total.created(), total.updated(), total.unchanged());
            return total;
        });
    }

    private UpsertResult load(Issue issue) {
        // checked again under the lock: another instance may have started at the same time
        CatalogueFileStore.Loaded former = files.find(issue.name());
        if (former.number() >= issue.number()) {
            return new UpsertResult(0, 0, 0);
        }
        String text = issue.text().get();
        Violations violations = new Violations();
        try {
            UpsertResult registered = specs.register(
                    SpecOwner.STANDARD,
                    new CatalogueFile(issue.name(), text, former.content(), json, validator),
                    violations);
            files.put(issue.name(), issue.number(), text);
            return registered;
        } catch (HttpProblem problem) {
            throw new Refused(described(violations));
        }
    }

    private static String described(Violations violations) {
        StringBuilder message = new StringBuilder("components-catalog cannot be loaded:");
        for (Violation violation : violations.kept()) {
            ErrorLocation.Cell cell = (ErrorLocation.Cell) violation.place();
            message.append("\n  ")
                    .append(cell.sheet())
                    .append(", row ")
                    .append(cell.row())
                    .append(cell.header() == null ? "" : ", column " + cell.header())
                    .append(violation.value() == null ? "" : " (" + violation.value() + ")")
                    .append(": ")
                    .append(violation.message());
        }
        return message.toString();
    }

    private static String resource(String name) {
        try (InputStream stream = CatalogueLoader.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new Refused(FOLDER + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
