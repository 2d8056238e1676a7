package org.prefabtracker.evaluation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
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
 * What a rating rests on, complete: who has it computes the rating again. Of its JSON the first member is {@code components},
 * by code; they are written and read one by one, so that the largest building takes no memory to speak of.
 *
 * @param engine of which version it was
 * @param facts all but the components
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

    /** The moment that was asked for; null: as everything stood. */
    record Asked(OffsetDateTime asOf, OffsetDateTime knownAt) {}

    /** The rule set, its text included. */
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
            throw new IllegalArgumentException("no snapshot of the form " + FORMAT);
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

    /** A snapshot as it is kept. */
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

        /** Its members come after {@code components} by their names. */
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

    /** Reads JSON, of which a member is taken apart. */
    private static final ObjectMapper TREES = new ObjectMapper();

    /**
     * Reads a snapshot; the components go to the consumer, or where it is null nowhere.
     *
     * @throws IllegalArgumentException where it is none
     */
    static Snapshot read(InputStream in, Consumer<ComponentFact> components) throws IOException {
        ObjectNode rest = TREES.createObjectNode();
        try (JsonParser json = CanonicalJson.MAPPER.getFactory().createParser(in)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                json.nextToken();
                if (member.equals("components")) {
                    if (!json.isExpectedStartArrayToken()) {
                        throw new IllegalArgumentException("components are no list");
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
        }
    }

    /** The components of a snapshot that was written here, one by one, by code. */
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
