package org.prefabtracker.evaluation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.text.Sha256;

/**
 * All inputs of a rating, so that the rating can be computed again. The first member of its JSON is {@code components}, by
 * code; they are written and read one by one, so that memory does not grow with the building.
 *
 * @param engine the version of the engine that computed the rating
 * @param facts all inputs but the components
 */
record Snapshot(
        String format,
        int engine,
        String project,
        Asked moment,
        Rules ruleSet,
        BuildingFacts facts,
        List<CountedSpec> specs) {

    static final String FORMAT = "prefab-tracker evaluation 1";

    /** The requested moment; null: the current state. */
    record Asked(OffsetDateTime asOf, OffsetDateTime knownAt) {}

    /** The rule set with its text. */
    record Rules(String id, String edition, String sha256, String text) {
        Rules {
            Objects.requireNonNull(id);
            Objects.requireNonNull(edition);
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(text);
        }
    }

    Snapshot {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("not a snapshot of the form " + FORMAT);
        }
        Objects.requireNonNull(moment);
        Objects.requireNonNull(ruleSet);
        Objects.requireNonNull(specs);
        Objects.requireNonNull(facts.building().storeyList());
        Objects.requireNonNull(facts.lens());
        Objects.requireNonNull(facts.today());
        Objects.requireNonNull(facts.takeOffs());
    }

    /** Its rating by its rule set, without links: the snapshot contains everything. */
    Rating rating(RuleSet rules, LotAggregator components) {
        return rating(rules, facts.with(components.of(specs)));
    }

    Rating rating(RuleSet rules, BuildingFacts with) {
        return Rating.of(engine, rules, with, moment.asOf(), moment.knownAt(), Rating.Leads.NOWHERE);
    }

    /** A packed snapshot, as it is stored. */
    record Packed(byte[] gzip, String sha256) {}

    /** Writes and packs a snapshot. */
    static final class Writer implements Consumer<ComponentFact> {
        private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        private final MessageDigest digest = Sha256.digest();
        private final OutputStream out;
        private boolean first = true;

        Writer() {
            try {
                out = new DigestOutputStream(new GZIPOutputStream(packed, 1 << 16), digest);
                out.write(bytes("{\"components\":["));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void accept(ComponentFact component) {
            try {
                if (!first) {
                    out.write(',');
                }
                first = false;
                out.write(CanonicalJson.of(component));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Writes the other members, which come after {@code components} by their names. */
        Packed end(Snapshot snapshot) {
            byte[] rest = CanonicalJson.of(snapshot);
            try {
                out.write(bytes("],"));
                out.write(rest, 1, rest.length - 1);
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Packed(packed.toByteArray(), HexFormat.of().formatHex(digest.digest()));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Reads JSON into trees. */
    private static final ObjectMapper TREES = new ObjectMapper();

    /**
     * Reads a snapshot and passes its components to the consumer; null: they are skipped.
     *
     * @throws IllegalArgumentException where the input is not a snapshot
     */
    static Snapshot read(InputStream in, Consumer<ComponentFact> components) throws IOException {
        ObjectNode rest = TREES.createObjectNode();
        try (JsonParser json = CanonicalJson.MAPPER.getFactory().createParser(in)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                json.nextToken();
                if (member.equals("components")) {
                    if (!json.isExpectedStartArrayToken()) {
                        throw new IllegalArgumentException("components are not a list");
                    }
                    if (components == null) {
                        json.skipChildren();
                        continue;
                    }
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        components.accept(CanonicalJson.MAPPER.readValue(json, ComponentFact.class));
                    }
                } else {
                    rest.set(member, TREES.readTree(json));
                }
            }
            return CanonicalJson.MAPPER.treeToValue(rest, Snapshot.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(CanonicalJson.reason(e), e);
        } catch (CharConversionException e) {
            throw new IllegalArgumentException("not text in UTF-8", e);
        }
    }

    /** The components of a stored snapshot, one by one, by code. */
    static final class Components implements AutoCloseable {
        private final JsonParser json;

        Components(InputStream in) throws IOException {
            json = CanonicalJson.MAPPER.getFactory().createParser(in);
            json.nextToken();
            json.nextToken();
            json.nextToken();
        }

        /** Null after the last. */
        ComponentFact next() throws IOException {
            return json.nextToken() == JsonToken.END_ARRAY
                    ? null
                    : CanonicalJson.MAPPER.readValue(json, ComponentFact.class);
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}
