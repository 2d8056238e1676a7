package org.prefabtracker.rating;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.RuleSetParser;
import org.prefabtracker.rating.ruleset.RuleSetReader;
import org.prefabtracker.shared.input.Constraints;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Sha256;

/**
 * The rule sets in force, which come with the application. An invalid file prevents the application from starting. They are read
 * in parallel with the rest of the start, which waits for them at its end.
 */
@ApplicationScoped
public class RuleSets {

    private static final String FOLDER = "rulesets/";

    static final List<String> FILES = List.of(
            "cn-gbt-51129-2017.yaml",
            "cn-js-three-boards-2017.yaml",
            "cn-js-db32t-3753-2020.yaml",
            "cn-sh-precast-ratio-2019.yaml",
            "my-ibs-cis18.yaml",
            "uk-pmv-riba.yaml",
            "uk-pmv-dfe.yaml");

    @Inject
    Validator validator;

    /** A checked rule set, its text and the digest of its text. */
    private record Loaded(RuleSet ruleSet, String text, String digest) {}

    private static final class Ahead {
        static final CompletableFuture<SortedMap<String, Loaded>> LOADED =
                CompletableFuture.supplyAsync(RuleSets::readAll);
    }

    private final CompletableFuture<SortedMap<String, Loaded>> loaded = Ahead.LOADED;

    /** Starts to read the rule sets in a thread of its own, while the start of the application waits for the database. */
    public static void readAhead() {
        // initialises logging in this thread: initialised by two threads at once it deadlocks
        Logger.getLogger(RuleSets.class);
        Objects.requireNonNull(Ahead.LOADED);
    }

    void end(@Observes @Priority(10_000) StartupEvent event) {
        try {
            loaded.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    private static SortedMap<String, Loaded> readAll() {
        SortedMap<String, Loaded> all = new TreeMap<>();
        for (String file : FILES) {
            try (InputStream stream = RuleSets.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
                if (stream == null) {
                    throw new Refused(file + " is missing");
                }
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                RuleSet ruleSet = read(file, text, Constraints.validator());
                all.put(ruleSet.id(), new Loaded(ruleSet, text, Sha256.hex(text)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** A rule set that does not load; the message has the file, line and field of every violation. */
    static class Refused extends IllegalStateException {
        Refused(String message) {
            super("rule set " + message);
        }
    }

    /** @throws Refused with every violation */
    static RuleSet read(String file, String text, Validator validator) {
        Violations violations = new Violations();
        RuleSet ruleSet;
        try {
            ruleSet = RuleSetReader.read(file, text, validator, Map.of(), ExampleOutcome::of, violations);
        } catch (RuleSetParser.Unreadable e) {
            violations.add(e.place, null, Violation.BAD_VALUE, e.getMessage());
            ruleSet = null;
        }
        if (!violations.isEmpty()) {
            StringBuilder message = new StringBuilder(file);
            for (Violation violation : violations.kept()) {
                ErrorLocation.Line place = (ErrorLocation.Line) violation.place();
                message.append("\n  line ")
                        .append(place.line())
                        .append(", column ")
                        .append(place.column())
                        .append(": ")
                        .append(place.pointer())
                        .append(violation.value() == null ? "" : " (" + violation.value() + ")")
                        .append(": ")
                        .append(violation.message());
            }
            throw new Refused(message.toString());
        }
        return ruleSet;
    }

    /**
     * Reads and checks a proposed rule set in the same way as those in force.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 where it is not YAML, 422 with every violation
     */
    RuleSet proposed(String file, String text) {
        Violations violations = new Violations();
        RuleSet ruleSet;
        try {
            ruleSet = RuleSetReader.read(file, text, validator, byId(), ExampleOutcome::of, violations);
        } catch (RuleSetParser.Unreadable e) {
            throw Problems.builder(400, file + " is not valid YAML or JSON")
                    .with("errors", List.of(Violation.of(e.place, null, Violation.BAD_VALUE, e.getMessage())))
                    .with("totalErrors", 1)
                    .build();
        }
        if (ruleSet == null && violations.isEmpty()) {
            violations.add(new ErrorLocation.Line(file, 1, 1, ""), null, Violation.REQUIRED, "a rule set");
        }
        violations.throwIfAny();
        return ruleSet;
    }

    private Map<String, RuleSet> byId() {
        return of(Loaded::ruleSet);
    }

    private <T> Map<String, T> of(Function<Loaded, T> part) {
        SortedMap<String, T> parts = new TreeMap<>();
        loaded.join().forEach((id, one) -> parts.put(id, part.apply(one)));
        return parts;
    }

    /** All rule sets in force, in order of id. */
    public List<RuleSet> all() {
        return List.copyOf(byId().values());
    }

    /** The digest of the text of each rule set, by id. */
    public Map<String, String> digests() {
        return of(Loaded::digest);
    }

    /** The text of a rule set. */
    public String text(String id) {
        return of(Loaded::text).get(id);
    }

    /**
     * Reads and checks a rule set outside a running application.
     *
     * @throws IllegalArgumentException with every violation
     */
    public static RuleSet standalone(String text) {
        try {
            return read("of the snapshot", text, Constraints.validator());
        } catch (Refused refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    /** The JSON Schema of the files. */
    static InputStream schema() {
        return RuleSets.class.getClassLoader().getResourceAsStream(FOLDER + "schema.json");
    }

    /** The rule set with an id, where it is in force. */
    public Optional<RuleSet> find(String id) {
        return Optional.ofNullable(byId().get(id));
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where no rule set has the id */
    public RuleSet require(String id) {
        return find(id).orElseThrow(() -> Problems.notFound("rule set", id));
    }

    /** Adds a violation where a body names an unknown rule set; null names none. */
    public void check(String id, ErrorLocation place, Violations violations) {
        if (id != null && find(id).isEmpty()) {
            violations.addElsewhere(place, id, Violation.NOT_FOUND, "there is no such rule set");
        }
    }
}
