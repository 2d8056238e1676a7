package org.prefabtracker.rating;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.RuleSetParser;
import org.prefabtracker.shared.http.ValidatingBodyReader;
import org.prefabtracker.shared.input.Constraints;
import org.prefabtracker.shared.json.Json;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Sha256;

/**
 * The rule sets there are; a faulty file keeps the application from starting. They are read beside the rest of the start, which
 * waits for them in the end.
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

    private static final ObjectMapper STRICT = strict();

    private static ObjectMapper strict() {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new Json().customize(mapper);
        return mapper.registerModule(new SimpleModule()
                .addDeserializer(
                        DeclaredQuantity.class, new ByKey<>(DeclaredQuantity.class, key -> DeclaredQuantity.find(key)
                                .orElse(null)))
                .addDeserializer(
                        AbsentFeature.What.class, new ByKey<>(AbsentFeature.What.class, AbsentFeature.What::find))
                .addDeserializer(Quantity.class, new ByKey<>(Quantity.class, key -> Arrays.stream(Quantity.values())
                        .filter(quantity -> quantity.key().equals(key))
                        .findFirst()
                        .orElse(null))));
    }

    /** One of a closed set by its key; another is a fault that names all. */
    private static final class ByKey<E extends Enum<E>> extends StdScalarDeserializer<E> {
        private final transient Function<String, E> find;

        ByKey(Class<E> type, Function<String, E> find) {
            super(type);
            this.find = find;
        }

        @Override
        public E deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            E found = parser.hasToken(JsonToken.VALUE_STRING) ? find.apply(parser.getText()) : null;
            if (found == null) {
                @SuppressWarnings("unchecked")
                E collected = (E) context.handleWeirdStringValue(_valueClass, parser.getText(), "unknown");
                return collected;
            }
            return found;
        }
    }

    @Inject
    Validator validator;

    /** A rule set that was read and checked, the text it was read from and what tells that from any other. */
    private record Loaded(RuleSet ruleSet, String text, String digest) {}

    private static final class Ahead {
        static final CompletableFuture<SortedMap<String, Loaded>> LOADED =
                CompletableFuture.supplyAsync(RuleSets::readAll);
    }

    private final CompletableFuture<SortedMap<String, Loaded>> loaded = Ahead.LOADED;

    /** Begins to read them, in a thread of its own: before there is an application the start mostly waits for the database. */
    public static void readAhead() {
        // logging gets ready in this thread: in two at once it waits for itself forever
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

    /** Why a rule set does not load: its file, line and field, and what is wrong there. */
    static class Refused extends IllegalStateException {
        Refused(String message) {
            super("rule set " + message);
        }
    }

    /** @throws Refused with everything that is wrong */
    static RuleSet read(String file, String text, Validator validator) {
        Violations violations = new Violations();
        RuleSet ruleSet;
        try {
            ruleSet = read(file, text, validator, Map.of(), violations);
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
     * Reads a rule set and adds everything that is wrong with it, each at its line.
     *
     * @param others the rule sets there are, by id
     * @return null where it cannot be read
     */
    private static RuleSet read(
            String file, String text, Validator validator, Map<String, RuleSet> others, Violations violations)
            throws RuleSetParser.Unreadable {
        RuleSetParser.Read read = RuleSetParser.read(file, text, violations);
        Violations found = new Violations();
        RuleSet ruleSet = ValidatingBodyReader.read(STRICT, validator, RuleSet.class, read.tree(), found);
        if (ruleSet != null && found.isEmpty() && violations.isEmpty()) {
            RuleSetValidator.check(ruleSet, others, found);
        }
        // what could not be read is missing as well: said once
        Consumer<Violation> elsewhere = violations.elsewhere();
        for (Violation violation : found.kept()) {
            ErrorLocation.Line place = read.lines().place(((ErrorLocation.Pointer) violation.place()).pointer());
            elsewhere.accept(Violation.of(place, violation.value(), violation.code(), violation.message()));
        }
        return ruleSet;
    }

    /**
     * A rule set that somebody proposes, checked as those are that are in force.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 where it is no YAML, 422 with everything that is wrong with it
     */
    RuleSet proposed(String file, String text) {
        Violations violations = new Violations();
        RuleSet ruleSet;
        try {
            ruleSet = read(file, text, validator, byId(), violations);
        } catch (RuleSetParser.Unreadable e) {
            throw Problems.builder(400, file + " is neither YAML nor JSON that can be read")
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

    /** By id. */
    public List<RuleSet> all() {
        return List.copyOf(byId().values());
    }

    /** What changes with the text of a rule set, by id. */
    public Map<String, String> digests() {
        return of(Loaded::digest);
    }

    /** The text a rule set was read from, whose digest tells it from any other. */
    public String text(String id) {
        return of(Loaded::text).get(id);
    }

    /**
     * Reads a rule set from a text that was read and checked before.
     *
     * @throws IllegalArgumentException where this version cannot read it
     */
    public static RuleSet again(String text) {
        try {
            return STRICT.treeToValue(
                    RuleSetParser.read("of the snapshot", text, new Violations())
                            .tree(),
                    RuleSet.class);
        } catch (RuleSetParser.Unreadable | JsonProcessingException e) {
            throw new IllegalArgumentException("a rule set that cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads and checks a rule set where no application is running.
     *
     * @throws IllegalArgumentException with what is wrong with it
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

    public Optional<RuleSet> find(String id) {
        return Optional.ofNullable(byId().get(id));
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where there is none of that id */
    public RuleSet require(String id) {
        return find(id).orElseThrow(() -> Problems.notFound("rule set", id));
    }

    /** Adds a fault where a body names a rule set there is none of; null names none. */
    public void check(String id, ErrorLocation place, Violations violations) {
        if (id != null && find(id).isEmpty()) {
            violations.addElsewhere(place, id, Violation.NOT_FOUND, "there is no such rule set");
        }
    }
}
