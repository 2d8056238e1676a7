package org.prefabtracker.rating;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.JsonBody;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;

/**
 * The rule sets there are; a faulty file keeps the application from starting. They are read beside the rest of the start,
 * which waits for them in the end.
 */
@ApplicationScoped
public class RuleSets {

    private static final String FOLDER = "rulesets/";

    private static final List<String> FILES = List.of("cn-gbt-51129-2017.yaml");

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Inject
    Validator validator;

    private CompletableFuture<SortedMap<String, RuleSet>> byId;

    private final Map<String, String> digests = new ConcurrentHashMap<>();

    private final Map<String, String> texts = new ConcurrentHashMap<>();

    void begin(@Observes @Priority(1) StartupEvent event) {
        byId = CompletableFuture.supplyAsync(this::read);
    }

    void end(@Observes @Priority(10_000) StartupEvent event) {
        try {
            byId.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    private SortedMap<String, RuleSet> read() {
        SortedMap<String, RuleSet> ruleSets = new TreeMap<>();
        for (String file : FILES) {
            try (InputStream stream = RuleSets.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
                if (stream == null) {
                    throw new Refused(file + " is missing");
                }
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                RuleSet ruleSet = read(file, text, validator);
                ruleSets.put(ruleSet.id(), ruleSet);
                digests.put(ruleSet.id(), sha256(text));
                texts.put(ruleSet.id(), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ruleSets;
    }

    /** Why a rule set does not load: its file, the line or the field, and what is wrong there. */
    static class Refused extends IllegalStateException {
        Refused(String message) {
            super("rule set " + message);
        }
    }

    /** @throws Refused with everything that is wrong */
    static RuleSet read(String file, String text, Validator validator) {
        RuleSet ruleSet;
        try {
            ruleSet = YAML.readValue(text, RuleSet.class);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new Refused(file + line + ": " + e.getOriginalMessage());
        }
        Faults faults = new Faults();
        JsonBody.violations(validator, ruleSet, faults);
        if (faults.isEmpty()) {
            RuleSetCheck.check(ruleSet, faults);
        }
        if (!faults.isEmpty()) {
            StringBuilder message = new StringBuilder(file);
            for (Fault fault : faults.kept()) {
                message.append("\n  ")
                        .append(((Place.Pointer) fault.place()).pointer())
                        .append(fault.value() == null ? "" : " (" + fault.value() + ")")
                        .append(": ")
                        .append(fault.message());
            }
            throw new Refused(message.toString());
        }
        return ruleSet;
    }

    /** By id. */
    public List<RuleSet> all() {
        return List.copyOf(byId.join().values());
    }

    /** What changes with the text of a rule set, by id. */
    public Map<String, String> digests() {
        byId.join();
        return digests;
    }

    /** The text a rule set was read from, whose digest tells it from any other. */
    public String text(String id) {
        byId.join();
        return texts.get(id);
    }

    /**
     * Reads a rule set from a text that was read and checked before.
     *
     * @throws IllegalArgumentException where this version cannot read it
     */
    public static RuleSet again(String text) {
        try {
            return YAML.readValue(text, RuleSet.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a rule set that cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads and checks a rule set where no application is running.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static RuleSet standalone(String text) {
        try (ValidatorFactory factory = Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            return read("of the snapshot", text, factory.getValidator());
        } catch (Refused refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    /** The digest of a rule set's text. */
    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Optional<RuleSet> find(String id) {
        return Optional.ofNullable(byId.join().get(id));
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 where there is none of that id */
    public RuleSet require(String id) {
        return find(id).orElseThrow(() -> Problems.notFound("rule set", id));
    }
}
